package io.warecast.local.server;

/** How to reach the stack's Redis. */
public record Redis(String host, int port) {}

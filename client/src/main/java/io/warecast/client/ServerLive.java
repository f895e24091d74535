package io.warecast.client;

/** Whether a server is alive. */
public record ServerLive(boolean live) {}

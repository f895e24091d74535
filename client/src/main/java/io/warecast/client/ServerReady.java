package io.warecast.client;

/** Whether the model in use can be asked. */
public record ServerReady(boolean ready) {}

package io.warecast.client;

/** Whether a gateway serves. */
public record Health(String status) {}

package io.warecast.pipeline.connector.kafka;

/** A record's value as text. */
public record Text(String text) {}

package io.warecast.client;

import java.util.Optional;

/** Whether a model can be asked. */
public record ModelReady(String name, Optional<String> version, boolean ready) {}

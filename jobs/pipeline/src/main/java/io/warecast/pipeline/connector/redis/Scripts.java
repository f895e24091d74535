package io.warecast.pipeline.connector.redis;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The Lua scripts, which run inside Redis. */
final class Scripts {

  private Scripts() {}

  /** A script that may call {@code generation(key)}. */
  static String withGeneration(String name) {
    return read("generation.lua") + read(name);
  }

  private static String read(String name) {
    try (InputStream file = Scripts.class.getResourceAsStream(name)) {
      if (file == null) {
        throw new IllegalStateException("the resource " + name + " is not on the class path");
      }
      return new String(file.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

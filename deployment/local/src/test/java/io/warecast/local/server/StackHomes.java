package io.warecast.local.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Homes for tests, whose ports are free ones so that they run beside a real stack. */
public final class StackHomes {

  private StackHomes() {}

  public static Home in(Path folder) {
    StringBuilder settings = new StringBuilder();
    for (Port port : Port.values()) {
      settings.append(port.key()).append("=0\n");
    }
    Home home = new Home(folder);
    home.create();
    try {
      Files.writeString(home.settings(), settings);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return home;
  }
}

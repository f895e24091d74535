package io.warecast.local.server;

import io.warecast.domain.ActionableException;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.Properties;
import java.util.TreeSet;

/**
 * The ports that a stack uses: those asked for by option, environment or {@code config.properties},
 * in this order; else those of the last start, else the usual ones, else free ones.
 */
public final class Ports {

  private final Home home;
  private final Map<Port, Integer> asked = new EnumMap<>(Port.class);
  private final Map<Port, Integer> taken = new EnumMap<>(Port.class);
  private final Properties remembered;

  /**
   * Reads what is asked for.
   *
   * @param options ports by option; 0 is any free port
   * @throws ActionableException when a setting is no port or its key is unknown
   */
  public Ports(Home home, Map<Port, Integer> options, Map<String, String> environment) {
    this.home = home;
    this.remembered = read(home.rememberedPorts());
    Properties settings = read(home.settings());
    refuseUnknownKeys(settings);
    for (Port port : Port.values()) {
      String file = settings.getProperty(port.key(), "").strip();
      String variable = environment.getOrDefault(port.variable(), "").strip();
      if (!file.isEmpty()) {
        asked.put(port, parse(file, port.key() + " in " + home.settings()));
      }
      if (!variable.isEmpty()) {
        asked.put(port, parse(variable, port.variable()));
      }
      Integer option = options.get(port);
      if (option != null) {
        asked.put(port, parse(option.toString(), port.option()));
      }
    }
  }

  /**
   * Settles on a free port and remembers it.
   *
   * @throws ActionableException when the port asked for is taken
   */
  public synchronized int take(Port port) {
    int chosen = choose(port);
    taken.put(port, chosen);
    remembered.setProperty(port.key(), Integer.toString(chosen));
    remember();
    return chosen;
  }

  private int choose(Port port) {
    Integer wanted = asked.get(port);
    if (wanted != null && wanted != 0) {
      if (!isFree(wanted)) {
        throw new ActionableException(
            "Port %d for %s is taken by another program. Stop that program, or choose another port with %s PORT, %s=PORT, or %s=PORT in %s (0 finds a free one)."
                .formatted(
                    wanted, port, port.option(), port.variable(), port.key(), home.settings()));
      }
      return wanted;
    }
    int last = parse(remembered.getProperty(port.key(), "0"), home.rememberedPorts().toString());
    if (last != 0 && isFree(last)) {
      return last;
    }
    return wanted == null && isFree(port.usual()) ? port.usual() : free();
  }

  private boolean isFree(int port) {
    if (taken.containsValue(port)) {
      return false;
    }
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  /** A port of loopback that nobody uses now. */
  public static int free() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException("no free port on loopback", e);
    }
  }

  private void refuseUnknownKeys(Properties settings) {
    TreeSet<String> unknown = new TreeSet<>(settings.stringPropertyNames());
    TreeSet<String> known = new TreeSet<>();
    for (Port port : Port.values()) {
      known.add(port.key());
    }
    unknown.removeAll(known);
    if (!unknown.isEmpty()) {
      throw new ActionableException(
          "%s has the unknown keys %s; it takes %s.".formatted(home.settings(), unknown, known));
    }
  }

  private static int parse(String text, String where) {
    try {
      int port = Integer.parseInt(text);
      if (port >= 0 && port <= 65535) {
        return port;
      }
    } catch (NumberFormatException e) {
      // said below, with the place
    }
    throw new ActionableException(
        "%s is '%s', which is no port; give a number from 0 (any free port) to 65535."
            .formatted(where, text));
  }

  private static Properties read(Path file) {
    Properties properties = new Properties();
    if (Files.exists(file)) {
      try (Reader in = Files.newBufferedReader(file)) {
        properties.load(in);
      } catch (IOException | IllegalArgumentException e) {
        throw new ActionableException(
            "Cannot read %s (%s). Mend or delete it.".formatted(file, e.getMessage()), e);
      }
    }
    return properties;
  }

  private void remember() {
    try (Writer out = Files.newBufferedWriter(home.rememberedPorts())) {
      remembered.store(out, "Ports of the last start; set your own in " + home.settings());
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + home.rememberedPorts(), e);
    }
  }
}

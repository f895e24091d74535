package io.warecast.local.server;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import redis.clients.jedis.Jedis;
import redis.embedded.RedisExecProvider;

/** One Redis server on loopback that keeps every write in an append-only file. */
final class RedisServer {

  private static final Duration LIMIT = Duration.ofSeconds(60);

  private RedisServer() {}

  /** Starts the server; {@link #awaitReady} must follow. */
  static Child start(Home home, int port) throws IOException {
    Path data = Files.createDirectories(home.data().resolve("redis"));
    Path settings = home.data().resolve("redis.conf");
    Files.writeString(
        settings,
        """
        bind 127.0.0.1
        port %d
        dir "%s"
        appendonly yes
        # Lost power may cost a second of forecasts, which the next run writes again.
        appendfsync everysec
        save ""
        daemonize no
        """
            .formatted(port, data));
    return Child.start(
        Service.REDIS,
        List.of(program(home).toString(), settings.toString()),
        home.logs().resolve("redis.log"));
  }

  static void awaitReady(Child child, int port) throws InterruptedException {
    child.awaitReady(
        () -> {
          try (Jedis jedis = new Jedis("127.0.0.1", port)) {
            // Refused while the append-only file is read.
            jedis.get("ready");
          }
        },
        LIMIT);
  }

  private static Path program(Home home) throws IOException {
    Path program = home.binaries().resolve("redis-server-" + RedisExecProvider.redisVersion);
    if (!Files.exists(program)) {
      File unpacked = RedisExecProvider.defaultProvider().get();
      Path next = program.resolveSibling("redis-server.next");
      Files.copy(unpacked.toPath(), next, StandardCopyOption.REPLACE_EXISTING);
      Files.setPosixFilePermissions(next, PosixFilePermissions.fromString("rwxr-xr-x"));
      Files.move(next, program, StandardCopyOption.ATOMIC_MOVE);
    }
    return program;
  }
}

package io.warecast.local.cli;

import io.warecast.local.flink.LocalFlink;
import io.warecast.local.server.LocalStack;
import io.warecast.local.server.Redis;
import java.io.PrintStream;

/** What {@code up} prints when all is ready: where everything answers. */
final class Welcome {

  private Welcome() {}

  static void print(LocalStack stack, LocalFlink flink, PrintStream out) {
    Redis redis = stack.redis();
    out.printf("  Flink       %s%n", flink.webUrl());
    out.printf(
        "  PostgreSQL  %s  user %s, password in %s%n",
        stack.postgres().jdbcUrl().replaceAll("\\?.*", ""),
        stack.postgres().user(),
        stack.home().root().resolve("secrets/postgres-password"));
    out.printf("  Redis       redis://%s:%d%n", redis.host(), redis.port());
    out.printf("  Kafka       %s%n", stack.kafkaBootstrap());
    out.printf("  Lake        %s%n", stack.lakeUri());
    out.printf("  Logs        %s%n%n", stack.home().logs());
    out.println("Ctrl-C stops everything.");
  }
}

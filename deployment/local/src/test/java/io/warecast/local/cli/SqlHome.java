package io.warecast.local.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.warecast.local.server.Home;
import io.warecast.local.server.LocalStack;
import io.warecast.local.server.StackHomes;
import java.io.IOException;
import java.nio.file.Path;
import org.apache.commons.io.FileUtils;

/** A home with some 260 series, a model and a published run, for SQL. */
public final class SqlHome {

  /** Last day of the demand. */
  public static final String LAST_DAY = "2026-01-31";

  private static final Path FOLDER = Path.of("target", "sql-home");

  private SqlHome() {}

  /** Makes it anew. */
  public static Home forecast() throws IOException {
    FileUtils.deleteDirectory(FOLDER.toFile());
    Home home = StackHomes.in(FOLDER);
    done(
        home,
        "generate",
        "--lake",
        home.lake().toString(),
        "--quiet",
        "--warehouses",
        "5",
        "--items",
        "48",
        "--days",
        "300",
        "--order-days",
        "2",
        "--end",
        LAST_DAY);
    done(home, "train", "--rows", "6000");
    done(home, "daily", "--horizon", "28");
    return home;
  }

  /** A token of the home for all warehouses. */
  public static String token() {
    return new SmallHome(StackHomes.in(FOLDER)).done("token").strip();
  }

  /** What is done with the API while it runs. */
  @FunctionalInterface
  public interface WithApi {
    void run(String url) throws Exception;
  }

  /** Has the gateway of a stack run for a while. */
  public static void withApi(LocalStack stack, WithApi use) throws Exception {
    try (LocalGateway gateway = LocalGateway.start(stack, 0, 0)) {
      use.run(gateway.url());
    }
  }

  private static void done(Home home, String... line) {
    String[] all = new String[line.length + 2];
    System.arraycopy(line, 0, all, 0, line.length);
    all[line.length] = "--home";
    all[line.length + 1] = home.root().toString();
    assertThat(Warecast.commandLine().execute(all)).as(String.join(" ", line)).isZero();
  }
}

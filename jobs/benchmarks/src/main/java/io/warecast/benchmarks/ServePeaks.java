package io.warecast.benchmarks;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Asks a server for as much as it answers, one request at a time on each connection: by {@code wrk}
 * and {@code redis-benchmark}, which take little of the processor that the server shares with them,
 * or by {@link WireLoad} where they are not installed.
 */
final class ServePeaks {

  private static final String RESULT = "answers";
  private static final int FIRST_GETS = 50_000;

  /** What takes longer than two seconds, by wrk's own count, is late but no failure. */
  private static final String PATIENCE = "30s";

  private final int connections;
  private final Optional<Program> wrk = Program.find("wrk");
  private final Optional<Program> redisBenchmark = Program.find("redis-benchmark");
  private double lastGetsPerSecond;

  ServePeaks(int connections) {
    this.connections = connections;
  }

  /** What the load comes from, for people. */
  String describe() {
    return "HTTP load by %s, Redis load by %s"
        .formatted(
            wrk.isPresent() ? "wrk" : "a Java thread (wrk is not installed)",
            redisBenchmark.isPresent()
                ? "redis-benchmark"
                : "a Java thread (redis-benchmark is not installed)");
  }

  /**
   * Answers a second of an HTTP server.
   *
   * @param requests whole requests, sent in turn
   * @throws IOException when an answer is not a good one: a rate of refusals means nothing
   */
  double http(int port, List<byte[]> requests, Duration time) throws IOException {
    if (wrk.isEmpty()) {
      return goodOnly(
          WireLoad.run(port, connections, ServeFraming.HTTP, requests, time, 0), "the server");
    }
    Path script = Files.createTempFile("bench-serve", ".lua");
    try {
      Files.writeString(script, script(requests), StandardCharsets.US_ASCII);
      return answersPerSecond(
          wrk.get()
              .run(
                  List.of(
                      "--threads=1",
                      "--connections=" + connections,
                      "--duration=" + Math.max(1, time.toSeconds()) + "s",
                      "--timeout=" + PATIENCE,
                      "--script=" + script,
                      "http://127.0.0.1:" + port)));
    } finally {
      Files.delete(script);
    }
  }

  /** Single GETs a second of Redis, of the keys of series that are numbered from 0. */
  double redis(int port, ServeSeries series, Duration time) throws IOException {
    if (redisBenchmark.isEmpty()) {
      return goodOnly(
          WireLoad.run(port, connections, ServeFraming.REDIS, series.gets(), time, 0), "Redis");
    }
    // it takes a number of requests, not a time
    if (lastGetsPerSecond == 0) {
      lastGetsPerSecond = getsPerSecond(redisBenchmark.get(), port, series, FIRST_GETS);
    }
    long gets = Math.max(FIRST_GETS, (long) (lastGetsPerSecond * time.toMillis() / 1_000));
    lastGetsPerSecond = getsPerSecond(redisBenchmark.get(), port, series, gets);
    return lastGetsPerSecond;
  }

  private double getsPerSecond(Program tool, int port, ServeSeries series, long gets)
      throws IOException {
    String csv =
        tool.run(
            List.of(
                "-h",
                "127.0.0.1",
                "-p",
                Integer.toString(port),
                "-c",
                Integer.toString(connections),
                "-n",
                Long.toString(gets),
                "-r",
                Integer.toString(series.count()),
                "--csv",
                "GET",
                series.randomKey()));
    String[] columns = csv.strip().lines().reduce("", (a, b) -> b).split("\",\"", -1);
    try {
      return Double.parseDouble(columns[1]);
    } catch (NumberFormatException | IndexOutOfBoundsException e) {
      throw new IOException("redis-benchmark has not told a rate: " + csv, e);
    }
  }

  private static double answersPerSecond(String output) throws IOException {
    String line =
        output.lines().filter(each -> each.startsWith(RESULT + " ")).findFirst().orElse("");
    String[] words = line.split(" ", -1);
    if (words.length != 4) {
      throw new IOException("wrk has not told a rate: " + output);
    }
    if (!words[3].equals("0")) {
      throw new IOException(words[3] + " requests of wrk failed: " + output);
    }
    return Double.parseDouble(words[1]) / (Double.parseDouble(words[2]) / 1e6);
  }

  private static double goodOnly(WireLoad.Result result, String server) throws IOException {
    if (result.errors() > 0) {
      throw new IOException(result.errors() + " answers of " + server + " were no good ones");
    }
    return result.perSecond();
  }

  /** Requests are made beforehand, so that making them is no part of the load. */
  private static String script(List<byte[]> requests) {
    List<String> texts = new ArrayList<>();
    for (byte[] request : requests) {
      texts.add("  " + quoted(new String(request, StandardCharsets.US_ASCII)));
    }
    return String.format(
        Locale.ROOT,
        """
        local requests = {
        %s
        }
        local n = 0
        function request()
          n = n %% #requests + 1
          return requests[n]
        end
        function done(summary)
          local e = summary.errors
          print("%s " .. summary.requests .. " " .. summary.duration .. " "
            .. e.connect + e.read + e.write + e.status + e.timeout)
        end
        """,
        String.join(",\n", texts),
        RESULT);
  }

  private static String quoted(String text) {
    return '"'
        + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\r", "\\r").replace("\n", "\\n")
        + '"';
  }
}

package io.warecast.local.flink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.warecast.local.server.Home;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.flink.api.common.accumulators.LongCounter;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RichMapFunction;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LocalFlinkIT {

  private static final int RECORDS = 1000;

  /** Jobs run in this process: the test holds them half way until it has looked. */
  private static final AtomicBoolean HELD = new AtomicBoolean();

  @TempDir private static Path home;
  private static LocalFlink flink;

  @BeforeAll
  static void start() {
    flink = LocalFlink.start(new Home(home), FlinkMode.STREAMING, 0);
  }

  @AfterAll
  static void stop() {
    flink.close();
    assertThat(home.resolve("flink/tmp")).isEmptyDirectory();
  }

  @ParameterizedTest
  @EnumSource
  void runsAJobOfEitherModeWhoseAccumulatorsCanBeWatched(FlinkMode mode) throws Exception {
    HELD.set(true);
    StreamExecutionEnvironment environment = flink.environment(mode);
    environment.fromSequence(1, RECORDS).map(new CountAndHold()).sinkTo(new DiscardingSink<>());
    JobClient job = environment.executeAsync("count in " + mode);

    await()
        .atMost(Duration.ofSeconds(30))
        .ignoreExceptions()
        .untilAsserted(() -> assertThat(counted(job)).isBetween(1L, RECORDS - 1L));
    HELD.set(false);
    Object total =
        job.getJobExecutionResult().get(30, TimeUnit.SECONDS).getAccumulatorResult("counted");

    assertThat(total).isEqualTo((long) RECORDS);
    assertThat(get("/jobs/" + job.getJobID())).contains("FINISHED", "count in " + mode);
  }

  @Test
  void servesItsWebPage() throws Exception {
    assertThat(get("/")).contains("Apache Flink");
    assertThat(flink.webUrl()).startsWith("http://127.0.0.1:");
  }

  private static long counted(JobClient job) throws Exception {
    return (Long) job.getAccumulators().get(10, TimeUnit.SECONDS).get("counted");
  }

  private static String get(String path) throws Exception {
    HttpRequest request = HttpRequest.newBuilder(URI.create(flink.webUrl() + path)).build();
    return HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).body();
  }

  private static final class CountAndHold extends RichMapFunction<Long, Long> {
    private static final long serialVersionUID = 1L;
    private final LongCounter counted = new LongCounter();

    @Override
    public void open(OpenContext context) {
      getRuntimeContext().addAccumulator("counted", counted);
    }

    @Override
    public Long map(Long value) throws InterruptedException {
      while (HELD.get() && counted.getLocalValue() >= RECORDS / 4) {
        Thread.sleep(10);
      }
      counted.add(1);
      return value;
    }
  }
}

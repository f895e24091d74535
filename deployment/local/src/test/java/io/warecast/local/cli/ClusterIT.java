package io.warecast.local.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.warecast.local.flink.ClusterProcesses;
import io.warecast.local.flink.FlinkMode;
import io.warecast.local.flink.LocalFlink;
import io.warecast.local.flink.SqlCluster;
import io.warecast.local.server.LocalStack;
import io.warecast.local.server.ProcessId;
import io.warecast.local.server.Service;
import io.warecast.local.server.StackState.ServiceState;
import io.warecast.local.sql.SqlCatalogue;
import io.warecast.local.sql.SqlClient;
import io.warecast.pipeline.connector.lake.Lake;
import io.warecast.pipeline.job.DailyForecastJob;
import io.warecast.pipeline.job.DailyOptions;
import io.warecast.pipeline.job.ProgressListener;
import io.warecast.pipeline.job.RunSummary;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import picocli.CommandLine;

/** The jobs on a JobManager and two TaskManagers in JVMs of their own, from the job jar. */
@TestMethodOrder(OrderAnnotation.class)
class ClusterIT {

  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final List<ServiceState> TOLD = new CopyOnWriteArrayList<>();

  private static LocalStack stack;
  private static ClusterProcesses cluster;
  private static LocalFlink flink;

  @BeforeAll
  static void start() throws IOException {
    stack =
        LocalStack.attachOrStart(
            SmallHome.trained().home(),
            "test",
            EnumSet.of(Service.POSTGRES, Service.REDIS, Service.KAFKA));
    cluster = stack.stopFirst(ClusterProcesses.in(stack.home(), 0, TOLD::add));
    flink = LocalFlink.on(cluster.start());
  }

  @AfterAll
  static void leavesNoProcess() {
    List<ProcessId> last = processes();
    stack.close();
    assertThat(last).hasSize(1 + ClusterProcesses.TASK_MANAGERS).noneMatch(ClusterIT::lives);
    assertThat(stack.home().flink().resolve("tmp")).isEmptyDirectory();
  }

  @Test
  @Order(3)
  void forecastsEverySeriesAndAgainAfterATaskManagerHasBeenKilled() throws Exception {
    RunSummary first = daily();
    assertThat(first.series()).isPositive();
    assertThat(first.audit().passed()).isTrue();

    ProcessId killed = cluster.taskManagers().get(0);
    cluster.killTaskManager(0);
    assertThat(lives(killed)).isFalse();
    await().atMost(LIMIT).until(() -> !cluster.taskManagers().get(0).equals(killed));
    cluster.awaitTaskManagers(LIMIT);
    assertThat(processes()).doesNotContain(killed).allMatch(ClusterIT::lives);

    // On the other TaskManager it is the second job, with a class loader of its own.
    RunSummary second = daily();
    assertThat(second.series()).isEqualTo(first.series());
    assertThat(second.rows()).isEqualTo(first.rows());
  }

  @Test
  @Order(1)
  void tellsItsProcessesSoThatNoneOutlivesAKilledOwner() {
    assertThat(processes()).first().isEqualTo(cluster.jobManager());
    assertThat(TOLD.get(0).workers()).as("told before it is waited for").isEmpty();
  }

  @Test
  @Order(2)
  void answersSqlFromTheJobJar() throws Exception {
    Path script = stack.home().root().resolve("cluster.sql");
    Path answer = stack.home().root().resolve("cluster.txt");
    Files.writeString(
        script,
        "SELECT 'forecasts', COUNT(*) FROM own_forecast WHERE CARDINALITY(forecast) = 28;\n");

    int code =
        SqlClient.run(
            new SqlCluster(stack.home(), URI.create(flink.webUrl()), true),
            SqlCatalogue.statements(stack),
            Optional.of(script),
            Optional.of(answer));

    long series = Lake.at(stack.lakeUri().toString()).seriesCount();
    assertThat(answer).content().containsPattern("forecasts \\| +" + series + " ");
    assertThat(code).isZero();
  }

  private static RunSummary daily() {
    return DailyForecastJob.run(
        flink.environment(FlinkMode.BATCH),
        DailyCommand.targets(stack),
        CommandLine.populateCommand(new DailyOptions(), "--horizon", "7"),
        ProgressListener.NONE);
  }

  private static List<ProcessId> processes() {
    ServiceState last = TOLD.get(TOLD.size() - 1);
    return new ArrayList<>(
        Stream.concat(Stream.of(last.process()), last.workers().stream()).toList());
  }

  private static boolean lives(ProcessId process) {
    return process.running().isPresent();
  }
}

package io.warecast.pipeline.run;

import io.warecast.domain.ActionableException;
import io.warecast.domain.model.ModelManifest;
import io.warecast.domain.promotion.Promotion;
import io.warecast.domain.run.Audit;
import io.warecast.domain.run.AuditCheck;
import io.warecast.domain.run.ForecastRun;
import io.warecast.domain.run.RunKind;
import io.warecast.domain.run.RunStatus;
import io.warecast.pipeline.connector.postgres.PostgresConfig;
import io.warecast.pipeline.connector.postgres.PostgresSchema;
import io.warecast.pipeline.connector.redis.ForecastPublication;
import io.warecast.pipeline.connector.redis.RedisConfig;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The life of a batch run: {@link #begin}, write the forecasts through the staging sinks, {@link
 * #audit}, then {@link #publish} or {@link #fail}.
 *
 * <p>Holds one connection to PostgreSQL whose lock keeps other runs of the kind out; the lock goes
 * with the process. For one thread.
 */
public final class RunLifecycle implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(RunLifecycle.class);
  private static final DateTimeFormatter STARTED =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmssSSS'Z'", Locale.ROOT);

  private final PostgresConfig postgres;
  private final Connection session;
  private final RunTable table;
  private final ForecastPublication redis;
  private final List<String> repaired;
  private final Set<RunKind> locked = EnumSet.noneOf(RunKind.class);

  private RunLifecycle(PostgresConfig postgres, Connection session, ForecastPublication redis)
      throws SQLException {
    this.postgres = postgres;
    this.session = session;
    this.redis = redis;
    this.table = new RunTable(session);
    table.noticeDeathSoon();
    this.repaired = new ArrayList<>(new RunRepair(table, redis).repair());
  }

  /**
   * Checks that both servers can be reached, brings the schema to this version and takes back what
   * crashed runs have left.
   *
   * @throws ActionableException when a server cannot be reached or used
   */
  public static RunLifecycle open(PostgresConfig postgres, RedisConfig redis) {
    redis.connect().close();
    Connection session = postgres.connect();
    try {
      PostgresSchema.migrate(postgres);
      return new RunLifecycle(postgres, session, new ForecastPublication(redis));
    } catch (SQLException e) {
      closeQuietly(session);
      throw postgres.failure("repairing what earlier runs have left", e);
    } catch (RuntimeException e) {
      closeQuietly(session);
      throw e;
    }
  }

  /** Ids of the crashed runs that were taken back; their staged files can go too. */
  public List<String> repaired() {
    return List.copyOf(repaired);
  }

  /**
   * Begins a run; no other of its kind can begin until it is published or failed, or its process
   * ends.
   *
   * @param originDay epoch day whose close is the origin
   * @throws ActionableException when another run of the kind is under way
   */
  public ForecastRun begin(
      RunKind kind, int originDay, int horizon, String modelVersion, String lakeSnapshot) {
    if (locked.contains(kind)) {
      throw new IllegalStateException("the last run has neither been published nor failed");
    }
    try {
      if (!table.lock(kind)) {
        throw new ActionableException(
            "another %s run is under way%s. Wait for it to end, or stop it, then run the command again"
                .formatted(kind.wireName(), describeUnfinished(kind)));
      }
      locked.add(kind);
      // Once more: what still held the lock when this was opened may have died since.
      repaired.addAll(new RunRepair(table, redis).repair());
      table.preparePartition(LocalDate.ofEpochDay(originDay));
      ForecastRun run =
          table.insert(newRunId(kind), kind, originDay, horizon, modelVersion, lakeSnapshot);
      noteInRedis(run);
      return run;
    } catch (SQLException e) {
      throw postgres.failure("beginning a run", e);
    }
  }

  private void noteInRedis(ForecastRun run) {
    try {
      redis.open(run.runId());
    } catch (ActionableException e) {
      fail(run, String.valueOf(e.getMessage()));
      throw e;
    }
  }

  /** Notes a model version, if it is new, and what was decided about it last. */
  public void register(ModelManifest model, Optional<Promotion> promotion) {
    try {
      table.storeModel(model, promotion);
    } catch (SQLException e) {
      throw postgres.failure("registering model " + model.name() + " " + model.version(), e);
    }
  }

  /** Checks what a run has staged and keeps the result with the run; passed or not. */
  public Audit audit(ForecastRun run, AuditExpectations expected) {
    long inRedis = redis.stagedCount(run.runId());
    try {
      Audit audit = RunAudit.of(session, run, expected, inRedis);
      table.saveAudit(run.runId(), audit);
      return audit;
    } catch (SQLException e) {
      throw postgres.failure("auditing run " + run.runId(), e);
    }
  }

  /**
   * Makes an audited run visible everywhere at once, in place of the earlier run of its kind and
   * origin.
   *
   * @param extra what else becomes visible with it
   * @throws ActionableException when the audit has failed or a server cannot be reached; then
   *     nothing is visible and the run is failed
   */
  public void publish(ForecastRun run, Audit audit, List<? extends PublishStep> extra) {
    List<PublishStep> steps = new ArrayList<>(extra);
    // Last, so that the time between Redis and COMMIT is short.
    steps.add(new RedisStep(redis, run));
    Publication publication = new Publication(postgres, session, run, steps);
    try {
      if (!audit.passed()) {
        publication.undo();
        throw new ActionableException(describe(run, audit));
      }
      publication.publish();
    } catch (ActionableException e) {
      fail(run, String.valueOf(e.getMessage()));
      throw e;
    }
    unlock(run.kind());
  }

  /**
   * Gives a run up and removes what it has staged. Does nothing to a run that is published. Never
   * throws: what cannot be removed now is removed by the next {@link #open}.
   *
   * @param reason for the run's row
   */
  public void fail(ForecastRun run, String reason) {
    // A connection of its own, because a broken session may be why the run fails.
    try (Connection fresh = postgres.connect()) {
      RunTable runs = new RunTable(fresh).impatient();
      runs.fail(run.runId(), LocalDate.ofEpochDay(run.originDay()), reason);
      if (runs.status(run.runId()).equals(Optional.of(RunStatus.FAILED))) {
        redis.undo(run.runId(), run.sequence());
        redis.forget(run.runId());
      }
    } catch (SQLException | ActionableException e) {
      LOG.warn("run {} is left for the next start to take back: {}", run.runId(), e.getMessage());
    }
    unlock(run.kind());
  }

  /** Ends the session; a run that is still under way is taken back by the next {@link #open}. */
  @Override
  public void close() {
    closeQuietly(session);
  }

  private String describeUnfinished(RunKind kind) throws SQLException {
    return table.unfinished().stream()
        .filter(run -> run.kind() == kind)
        .map(run -> " (%s, origin %s)".formatted(run.runId(), run.origin()))
        .collect(Collectors.joining());
  }

  private static String describe(ForecastRun run, Audit audit) {
    return "run %s did not pass its audit and is not published; the earlier forecasts stay in place:%s%nLook at the input of origin %s and at model %s; the checks are kept in forecast_run.audit"
        .formatted(
            run.runId(),
            audit.failures().stream()
                .map(AuditCheck::describe)
                .map("\n  - "::concat)
                .collect(Collectors.joining()),
            LocalDate.ofEpochDay(run.originDay()),
            run.modelVersion());
  }

  private static String newRunId(RunKind kind) {
    return "%s-%s-%06x"
        .formatted(
            STARTED.format(ZonedDateTime.now(ZoneOffset.UTC)),
            kind.wireName(),
            new SecureRandom().nextInt(1 << 24));
  }

  private void unlock(RunKind kind) {
    locked.remove(kind);
    try {
      table.unlock(kind);
    } catch (SQLException e) {
      LOG.debug("the lock of {} went with its session", kind, e);
    }
  }

  private static void closeQuietly(Connection connection) {
    try {
      connection.close();
    } catch (SQLException e) {
      LOG.debug("closing a connection that is gone", e);
    }
  }
}

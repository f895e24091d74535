package io.warecast.pipeline.run;

import io.warecast.domain.ActionableException;
import io.warecast.domain.run.ForecastRun;
import io.warecast.domain.run.RunStatus;
import io.warecast.pipeline.connector.postgres.PostgresConfig;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes a staged run the published one: every step in turn, then PostgreSQL's COMMIT, which alone
 * decides. Whatever fails before it is taken back, the last step first.
 */
final class Publication {

  private static final Logger LOG = LoggerFactory.getLogger(Publication.class);

  private final PostgresConfig postgres;
  private final Connection session;
  private final ForecastRun run;
  private final List<PublishStep> steps;

  /**
   * Of a run whose kind is locked by {@code session}.
   *
   * @param steps in the order of their publication
   */
  Publication(
      PostgresConfig postgres, Connection session, ForecastRun run, List<PublishStep> steps) {
    this.postgres = postgres;
    this.session = session;
    this.run = run;
    this.steps = steps;
  }

  /**
   * Publishes.
   *
   * @throws ActionableException when the run is not published, or when that cannot be known yet
   */
  void publish() {
    try {
      prepare();
    } catch (SQLException e) {
      throw refused(postgres.failure("publishing run " + run.runId(), e));
    } catch (ActionableException e) {
      throw refused(e);
    }
    commit();
    for (PublishStep step : steps) {
      attempt("tidying up " + step.name(), step::finish);
    }
  }

  /** Takes back every step, and what they have staged. */
  void undo() {
    for (int i = steps.size() - 1; i >= 0; i--) {
      PublishStep step = steps.get(i);
      attempt("taking back " + step.name(), step::undo);
    }
  }

  private void prepare() throws SQLException {
    session.setAutoCommit(false);
    RunTable table = new RunTable(session);
    Optional<RunStatus> status = table.settledStatus(run.runId());
    if (!status.equals(Optional.of(RunStatus.STAGED))) {
      throw new ActionableException(
          "it is not staged but %s. Run the command again"
              .formatted(status.map(RunStatus::wireName).orElse("unknown to PostgreSQL")));
    }
    table.publish(run);
    for (PublishStep step : steps) {
      publish(step);
    }
  }

  private static void publish(PublishStep step) {
    try {
      step.publish();
    } catch (ActionableException e) {
      throw e;
    } catch (Exception e) {
      if (e instanceof InterruptedException) {
        Thread.currentThread().interrupt();
      }
      throw new ActionableException(
          "%s cannot be put in place: %s".formatted(step.name(), e.getMessage()), e);
    }
  }

  private void commit() {
    try {
      session.commit();
      session.setAutoCommit(true);
    } catch (SQLException lost) {
      if (!isCommitted(lost)) {
        throw refused(postgres.failure("committing run " + run.runId(), lost));
      }
      LOG.warn("run {} is published; the connection was lost while committing", run.runId(), lost);
    }
  }

  /** What became of a COMMIT without an answer: its transaction holds the run's row to the end. */
  private boolean isCommitted(SQLException lost) {
    try (Connection fresh = postgres.connect()) {
      RunTable table = new RunTable(fresh).impatient();
      return table.settledStatus(run.runId()).equals(Optional.of(RunStatus.PUBLISHED));
    } catch (SQLException | ActionableException e) {
      lost.addSuppressed(e);
      throw new ActionableException(
          "PostgreSQL at %s was lost while run %s was being committed, so whether it counts is not known yet. Start PostgreSQL and run the command again: that completes this run or takes it back"
              .formatted(postgres.server(), run.runId()),
          lost);
    }
  }

  private ActionableException refused(ActionableException reason) {
    attempt("rolling back", this::rollBack);
    undo();
    return new ActionableException(
        "run %s is not published and the earlier forecasts stay in place: %s"
            .formatted(run.runId(), reason.getMessage()),
        reason);
  }

  private void rollBack() throws SQLException {
    session.rollback();
    session.setAutoCommit(true);
  }

  /** Something to clean up. */
  private interface Attempt {
    void run() throws Exception;
  }

  /**
   * What fails here is put right when the next run starts, so it must not hide what came before.
   */
  private void attempt(String doing, Attempt action) {
    try {
      action.run();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (Exception e) {
      LOG.warn("run {}: {} failed: {}", run.runId(), doing, e.getMessage());
    }
  }
}

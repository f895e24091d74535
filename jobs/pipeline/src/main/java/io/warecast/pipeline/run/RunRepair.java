package io.warecast.pipeline.run;

import io.warecast.domain.run.RunStatus;
import io.warecast.pipeline.connector.redis.ForecastPublication;
import io.warecast.pipeline.run.RunTable.Unfinished;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Puts right what crashed runs have left, and what could not be tidied up at the time. */
final class RunRepair {

  private static final Logger LOG = LoggerFactory.getLogger(RunRepair.class);

  private final RunTable table;
  private final ForecastPublication redis;

  RunRepair(RunTable table, ForecastPublication redis) {
    this.table = table;
    this.redis = redis;
  }

  /** Repairs and returns the runs that had crashed; leaves alone those that are under way. */
  List<String> repair() throws SQLException {
    // Redis first: a run that begins in between then has its row by the time that we look.
    Set<String> open = redis.openRuns();
    List<String> crashed = new ArrayList<>();
    for (Unfinished run : table.unfinished()) {
      if (table.tryLock(run.kind())) {
        try {
          takeBack(run);
          crashed.add(run.runId());
        } finally {
          table.unlock(run.kind());
        }
      }
    }
    open.removeAll(crashed);
    for (String runId : open) {
      tidyUp(runId);
    }
    return crashed;
  }

  /** Its lock is free, so its process and its transaction are gone and its row is the truth. */
  private void takeBack(Unfinished run) throws SQLException {
    LOG.warn("run {} crashed before it was published; taking it back", run.runId());
    table.fail(run.runId(), run.origin(), "crashed; found and taken back by a later start");
    redis.undo(run.runId(), run.sequence());
    redis.forget(run.runId());
  }

  private void tidyUp(String runId) throws SQLException {
    Optional<RunStatus> status = table.status(runId);
    if (status.isEmpty()) {
      LOG.warn(
          "Redis has leftovers of run {}, which PostgreSQL does not know; do two installations share one Redis?",
          runId);
      return;
    }
    switch (status.get()) {
      case PUBLISHED, SUPERSEDED -> redis.forget(runId);
      case FAILED -> {
        redis.undo(runId, table.sequence(runId).orElseThrow());
        redis.forget(runId);
      }
      case RUNNING, STAGED -> LOG.info("run {} is under way in another process", runId);
    }
  }
}

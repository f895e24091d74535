package io.warecast.pipeline.job;

import io.warecast.pipeline.connector.lake.Lake;
import io.warecast.pipeline.connector.postgres.LakeMirror;
import io.warecast.pipeline.connector.postgres.PostgresConfig;

/** Shows PostgreSQL's readers what the lake holds. */
final class LakeTables {

  private LakeTables() {}

  /** Reads the lake's demand only when PostgreSQL does not have this snapshot yet. */
  static void bring(Lake lake, PostgresConfig postgres) {
    LakeMirror.in(postgres)
        .bring(
            lake.snapshot(), lake.lastDay(), lake.warehouses(), lake.items(), lake::forEachDemand);
  }
}

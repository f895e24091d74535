package io.warecast.pipeline.connector.postgres;

import io.warecast.domain.model.ModelManifest;
import io.warecast.domain.promotion.Promotion;
import io.warecast.pipeline.connector.delivery.DeliverySettings;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.apache.flink.api.connector.sink2.Sink;
import org.jspecify.annotations.Nullable;

/** The table {@code model_version}: versions as the registry has them, for SQL. */
public final class ModelVersions {

  private static final Form FORM = new Form();

  private ModelVersions() {}

  /** Stores a version, if it is new, and what was decided about it last. */
  public static void store(
      Connection connection, ModelManifest manifest, Optional<Promotion> promotion)
      throws SQLException {
    try (PreparedStatement insert = connection.prepareStatement(FORM.insert())) {
      FORM.bind(RegisteredVersion.of(manifest, promotion), insert);
      insert.executeUpdate();
    }
  }

  /** A sink of the versions that the continuous job comes to use. */
  public static Sink<RegisteredVersion> sink(PostgresConfig config) {
    return RowSink.continuous(config, FORM, DeliverySettings.DEFAULT_PATIENCE);
  }

  private record Form() implements RowForm<RegisteredVersion> {

    @Override
    public String doing() {
      return "registering model versions";
    }

    @Override
    public String insert() {
      return """
      INSERT INTO model_version
        (name, version, manifest, outcome, champion, decided_at, promotion)
      VALUES (?, ?, ?::jsonb, ?, ?, ?, ?::jsonb)
      ON CONFLICT (name, version) DO UPDATE
         SET outcome = EXCLUDED.outcome, champion = EXCLUDED.champion,
             decided_at = EXCLUDED.decided_at, promotion = EXCLUDED.promotion
       WHERE EXCLUDED.decided_at > model_version.decided_at
          OR (EXCLUDED.decided_at IS NOT NULL AND model_version.decided_at IS NULL)""";
    }

    @Override
    public Object key(RegisteredVersion row) {
      return List.of(row.name(), row.version());
    }

    @Override
    public boolean replaces(RegisteredVersion row, RegisteredVersion earlier) {
      return true;
    }

    @Override
    public void bind(RegisteredVersion row, PreparedStatement insert) throws SQLException {
      insert.setString(1, row.name());
      insert.setString(2, row.version());
      insert.setString(3, row.manifest());
      insert.setString(4, row.outcome());
      insert.setString(5, row.champion());
      insert.setObject(6, instant(row.decidedAt()));
      insert.setString(7, row.promotion());
    }

    private static @Nullable OffsetDateTime instant(@Nullable String text) {
      return text == null ? null : OffsetDateTime.parse(text);
    }
  }
}

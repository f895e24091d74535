package io.warecast.pipeline.connector.postgres;

import io.warecast.domain.model.ModelJson;
import io.warecast.domain.model.ModelManifest;
import io.warecast.domain.promotion.Promotion;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.Optional;

/** The table {@code model_version}: versions as the registry has them, for SQL. */
public final class ModelVersions {

  private static final String INSERT =
      """
      INSERT INTO model_version (name, version, manifest) VALUES (?, ?, ?::jsonb)
      ON CONFLICT DO NOTHING""";

  private static final String DECIDED =
      """
      UPDATE model_version
         SET outcome = ?, champion = ?, decided_at = ?, promotion = ?::jsonb
       WHERE name = ? AND version = ? AND (decided_at IS NULL OR decided_at < ?)""";

  private ModelVersions() {}

  /** Stores a version, if it is new, and what was decided about it last. */
  public static void store(
      Connection connection, ModelManifest manifest, Optional<Promotion> promotion)
      throws SQLException {
    try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
      insert.setString(1, manifest.name());
      insert.setString(2, manifest.version());
      insert.setString(3, ModelJson.write(manifest));
      insert.executeUpdate();
    }
    if (promotion.isPresent()) {
      decided(connection, manifest, promotion.get());
    }
  }

  private static void decided(Connection connection, ModelManifest manifest, Promotion promotion)
      throws SQLException {
    OffsetDateTime decidedAt = OffsetDateTime.parse(promotion.decidedAt());
    try (PreparedStatement update = connection.prepareStatement(DECIDED)) {
      update.setString(1, promotion.outcome().wireName());
      update.setString(2, promotion.champion());
      update.setObject(3, decidedAt);
      update.setString(4, ModelJson.write(promotion));
      update.setString(5, manifest.name());
      update.setString(6, manifest.version());
      update.setObject(7, decidedAt);
      update.executeUpdate();
    }
  }
}

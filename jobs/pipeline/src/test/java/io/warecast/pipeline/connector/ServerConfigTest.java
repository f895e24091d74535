package io.warecast.pipeline.connector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.warecast.domain.ActionableException;
import io.warecast.pipeline.connector.postgres.PostgresConfig;
import io.warecast.pipeline.connector.redis.RedisConfig;
import org.junit.jupiter.api.Test;

class ServerConfigTest {

  @Test
  void refusesAnAddressOfAnotherKind() {
    assertThatThrownBy(() -> new PostgresConfig("jdbc:mysql://db/warecast", "me", "secret"))
        .isInstanceOf(ActionableException.class)
        .hasMessageContaining("jdbc:postgresql://host:port/database");
    for (String uri : new String[] {"http://cache:6379", "redis://cache", "cache:6379", "a b"}) {
      assertThatThrownBy(() -> RedisConfig.of(uri))
          .isInstanceOf(ActionableException.class)
          .hasMessageContaining("redis://[user:password@]host:port[/database]");
    }
  }

  @Test
  void namesTheServerButNeverThePassword() {
    PostgresConfig postgres =
        new PostgresConfig("jdbc:postgresql://db.example:5433/warecast", "me", "secret");
    assertThat(postgres.server()).isEqualTo("db.example:5433/warecast");
    assertThat(postgres.toString()).contains("db.example").doesNotContain("secret");
    RedisConfig redis = RedisConfig.of("redis://me:secret@cache.example:6380/2");
    assertThat(redis.server()).isEqualTo("cache.example:6380");
    assertThat(redis.toString()).contains("cache.example").doesNotContain("secret");
  }
}

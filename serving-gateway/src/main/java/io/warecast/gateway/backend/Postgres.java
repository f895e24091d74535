package io.warecast.gateway.backend;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetClientOptions;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import io.warecast.gateway.problem.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Questions to PostgreSQL, bounded in number and time. Of use on any event loop. */
public final class Postgres {

  private static final Logger LOG = LoggerFactory.getLogger(Postgres.class);
  private static final int MOST_WAITING = 512;

  /** The schema is made by the first run: before it there is nothing to find. */
  private static final String UNDEFINED_TABLE = "42P01";

  /** Without a backend every question fails with a 503 problem. */
  private record Backend(Pool pool, long timeoutMillis) {}

  private final @Nullable Backend backend;
  private final Breaker breaker;

  private Postgres(@Nullable Backend backend, Breaker breaker) {
    this.backend = backend;
    this.breaker = breaker;
  }

  public static Postgres create(Vertx vertx, Optional<PostgresConfig> config, Limits limits) {
    Breaker breaker = Breaker.create(vertx, "postgres", limits, config.isPresent());
    return new Postgres(config.map(each -> open(vertx, each)).orElse(null), breaker);
  }

  private static Backend open(Vertx vertx, PostgresConfig config) {
    PoolOptions options =
        new PoolOptions()
            .setMaxSize(config.connections())
            .setMaxWaitQueueSize(MOST_WAITING)
            .setConnectionTimeout((int) config.timeout().toMillis())
            .setConnectionTimeoutUnit(TimeUnit.MILLISECONDS)
            .setIdleTimeout(5)
            .setIdleTimeoutUnit(TimeUnit.MINUTES);
    Pool pool =
        PgBuilder.pool()
            .with(options)
            .with(new NetClientOptions().setConnectTimeout((int) config.timeout().toMillis()))
            .connectingTo(config.options())
            .using(vertx)
            .build();
    return new Backend(pool, config.timeout().toMillis());
  }

  public boolean isConfigured() {
    return backend != null;
  }

  public Breaker breaker() {
    return breaker;
  }

  /** The rows of an answer. Fails with a 503 problem when there is none in time. */
  public Future<List<Row>> ask(String sql, @Nullable Object... values) {
    Backend asked = backend;
    if (asked == null) {
      return Future.failedFuture(
          Problem.unavailable("This gateway was started without PostgreSQL: give --postgres-url.")
              .toException());
    }
    return breaker.ask(() -> ask(asked, sql, Tuple.wrap(values)));
  }

  private static Future<List<Row>> ask(Backend backend, String sql, Tuple values) {
    return backend
        .pool()
        .preparedQuery(sql)
        .execute(values)
        .timeout(backend.timeoutMillis() + 100, TimeUnit.MILLISECONDS)
        .map(
            rows -> {
              List<Row> list = new ArrayList<>(rows.size());
              rows.forEach(list::add);
              return list;
            })
        .recover(Postgres::recover);
  }

  private static Future<List<Row>> recover(Throwable cause) {
    if (cause instanceof PgException refusal && UNDEFINED_TABLE.equals(refusal.getSqlState())) {
      return Future.succeededFuture(List.of());
    }
    LOG.warn("PostgreSQL does not answer: {}", cause.toString());
    return Future.failedFuture(
        Problem.unavailable("PostgreSQL does not answer; try again in a moment.").toException());
  }

  public Future<Void> close() {
    return backend == null ? Future.succeededFuture() : backend.pool().close();
  }
}

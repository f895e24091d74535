package io.warecast.gateway.history;

import io.vertx.ext.web.RoutingContext;
import io.warecast.domain.series.SeriesKey;
import io.warecast.gateway.http.QueryParameters;
import io.warecast.gateway.security.Caller;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;

/**
 * A series and a stretch of days that a request asks about.
 *
 * @param to last day, at most {@value #MOST_DAYS} days from the first
 */
record PastSeries(SeriesKey key, LocalDate from, LocalDate to) {

  static final int MOST_DAYS = 400;

  /** Reads the four parameters; what is wrong is noted in the query. */
  static PastSeries read(QueryParameters query) {
    SeriesKey key = query.series();
    LocalDate from = query.requiredDay("from");
    LocalDate to = query.requiredDay("to");
    if (to.isBefore(from)) {
      query.refuse("to", "lies before from");
    } else if (ChronoUnit.DAYS.between(from, to) >= MOST_DAYS) {
      query.refuse("to", "lies more than " + MOST_DAYS + " days after from");
    }
    return new PastSeries(key, from, to);
  }

  void requireAccess(RoutingContext context) {
    Caller.of(context).requireAccess(key.warehouseId());
  }
}

package io.warecast.pipeline.connector.postgres;

import io.warecast.domain.series.SeriesKey;

/** Identity of a row that there is one of a series and day. */
record RowKey(SeriesKey series, int day) {}

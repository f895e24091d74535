package io.warecast.pipeline.connector.lake;

import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.BOOLEAN;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.FLOAT;

import io.warecast.domain.covariate.OfferTimeline;
import io.warecast.domain.covariate.SeriesOffers;
import io.warecast.domain.series.SeriesKey;
import org.apache.parquet.schema.MessageType;

/** {@code offers/}: one row holds the whole timeline of one series. */
record OffersForm() implements ParquetForm<SeriesOffers> {

  private static final MessageType SCHEMA =
      new MessageType(
          "offers",
          Columns.text("warehouse_id"),
          Columns.text("item_id"),
          Columns.dates("from_days"),
          Columns.list(FLOAT, "prices"),
          Columns.list(BOOLEAN, "promoted"));

  @Override
  public Class<SeriesOffers> type() {
    return SeriesOffers.class;
  }

  @Override
  public MessageType schema() {
    return SCHEMA;
  }

  @Override
  public void write(SeriesOffers series, RowWriter row) {
    row.text(series.key().warehouseId())
        .text(series.key().itemId())
        .list(series.offers().fromDays())
        .list(series.offers().prices())
        .list(series.offers().promoted());
  }

  @Override
  public SeriesOffers read(RowReader row) {
    return new SeriesOffers(
        new SeriesKey(row.text(0), row.text(1)),
        new OfferTimeline(row.integers(2), row.reals(3), row.flags(4)));
  }
}

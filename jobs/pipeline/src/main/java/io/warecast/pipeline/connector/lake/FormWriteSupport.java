package io.warecast.pipeline.connector.lake;

import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.conf.ParquetConfiguration;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.io.api.RecordConsumer;
import org.jspecify.annotations.Nullable;

/** Writes the records of a form. */
final class FormWriteSupport<T> extends WriteSupport<T> {

  private final ParquetForm<T> form;
  private @Nullable RowWriter row;

  FormWriteSupport(ParquetForm<T> form) {
    this.form = form;
  }

  @SuppressWarnings("deprecation") // abstract in Parquet still
  @Override
  public WriteContext init(Configuration configuration) {
    return context();
  }

  @Override
  public WriteContext init(ParquetConfiguration configuration) {
    return context();
  }

  @Override
  public void prepareForWrite(RecordConsumer consumer) {
    row = new RowWriter(form.schema(), consumer);
  }

  @Override
  public void write(T record) {
    RowWriter to = row;
    if (to == null) {
      throw new IllegalStateException("prepareForWrite comes first");
    }
    to.begin();
    form.write(record, to);
    to.end();
  }

  private WriteContext context() {
    return new WriteContext(form.schema(), Map.of());
  }
}

package io.warecast.pipeline.connector.lake;

import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.conf.ParquetConfiguration;
import org.apache.parquet.hadoop.api.InitContext;
import org.apache.parquet.hadoop.api.ReadSupport;
import org.apache.parquet.io.api.GroupConverter;
import org.apache.parquet.io.api.RecordMaterializer;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type;

/** Reads the columns of a form from files that may hold more columns, in another order. */
final class FormReadSupport<T> extends ReadSupport<T> {

  private final ParquetForm<T> form;

  FormReadSupport(ParquetForm<T> form) {
    this.form = form;
  }

  /** Takes each column as the file has it: another tool may have made it optional. */
  @Override
  public ReadContext init(InitContext context) {
    MessageType stored = context.getFileSchema();
    Type[] columns =
        form.schema().getFields().stream()
            .map(column -> stored.getType(column.getName()))
            .toArray(Type[]::new);
    return new ReadContext(new MessageType(stored.getName(), columns));
  }

  @SuppressWarnings("deprecation") // abstract in Parquet still
  @Override
  public RecordMaterializer<T> prepareForRead(
      Configuration configuration,
      Map<String, String> metadata,
      MessageType stored,
      ReadContext context) {
    return new Materializer<>(form, new RowReader(context.getRequestedSchema()));
  }

  @Override
  public RecordMaterializer<T> prepareForRead(
      ParquetConfiguration configuration,
      Map<String, String> metadata,
      MessageType stored,
      ReadContext context) {
    return new Materializer<>(form, new RowReader(context.getRequestedSchema()));
  }

  private static final class Materializer<T> extends RecordMaterializer<T> {

    private final ParquetForm<T> form;
    private final RowReader row;

    Materializer(ParquetForm<T> form, RowReader row) {
      this.form = form;
      this.row = row;
    }

    @Override
    public T getCurrentRecord() {
      return form.read(row);
    }

    @Override
    public GroupConverter getRootConverter() {
      return row;
    }
  }
}

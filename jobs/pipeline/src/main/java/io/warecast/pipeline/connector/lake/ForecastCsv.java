package io.warecast.pipeline.connector.lake;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import org.apache.flink.api.common.serialization.BulkWriter;
import org.apache.flink.core.fs.FSDataOutputStream;

/** Writes forecast rows as CSV (RFC 4180, UTF-8, lines end with {@code \n}) with a header. */
final class ForecastCsv implements BulkWriter<ForecastRow> {

  static final String HEADER = "warehouse_id,item_id,target_date,mean,lower,upper,method\n";

  private static final int BUFFER_CHARS = 1 << 16;

  private final FSDataOutputStream out;
  private final StringBuilder buffer = new StringBuilder(BUFFER_CHARS + 256).append(HEADER);

  ForecastCsv(FSDataOutputStream out) {
    this.out = out;
  }

  @Override
  public void addElement(ForecastRow row) throws IOException {
    appendText(row.key().warehouseId()).append(',');
    appendText(row.key().itemId()).append(',');
    buffer.append(LocalDate.ofEpochDay(row.targetDay())).append(',');
    buffer.append(row.mean()).append(',').append(row.lower()).append(',').append(row.upper());
    buffer.append(',').append(row.method().wireName()).append('\n');
    if (buffer.length() >= BUFFER_CHARS) {
      drain();
    }
  }

  @Override
  public void flush() throws IOException {
    drain();
    out.flush();
  }

  @Override
  public void finish() throws IOException {
    flush();
  }

  private StringBuilder appendText(String text) {
    if (text.indexOf(',') < 0 && text.indexOf('"') < 0) {
      return buffer.append(text);
    }
    return buffer.append('"').append(text.replace("\"", "\"\"")).append('"');
  }

  private void drain() throws IOException {
    out.write(buffer.toString().getBytes(StandardCharsets.UTF_8));
    buffer.setLength(0);
  }
}

package io.warecast.pipeline.connector.kafka;

import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;

/** The watermark that is current with each element. */
final class CurrentWatermark extends ProcessFunction<Long, Long> {

  @Override
  public void processElement(Long element, Context context, Collector<Long> out) {
    out.collect(context.timerService().currentWatermark());
  }
}

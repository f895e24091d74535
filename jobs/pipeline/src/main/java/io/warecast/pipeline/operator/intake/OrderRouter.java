package io.warecast.pipeline.operator.intake;

import io.warecast.domain.deadletter.DeadLetter;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/** Parts what was refused from orders before these are keyed by their series. */
public final class OrderRouter extends ProcessFunction<IncomingOrder, IncomingOrder> {

  /** What was refused. */
  public static final OutputTag<DeadLetter> DEAD_LETTERS =
      new OutputTag<>("refused-records", TypeInformation.of(DeadLetter.class));

  private static final long serialVersionUID = 1L;

  @Override
  public void processElement(
      IncomingOrder incoming, Context context, Collector<IncomingOrder> out) {
    if (incoming.isRefused()) {
      context.output(DEAD_LETTERS, incoming.requireRefusal());
    } else {
      out.collect(incoming);
    }
  }
}

package io.warecast.pipeline.connector.kafka;

import io.warecast.domain.deadletter.DeadLetter;
import io.warecast.domain.forecast.ForecastReply;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/** Hands on the values of records and sets the refused, and replies to them, aside. */
public final class AcceptedValues<T> extends ProcessFunction<Incoming<T>, T> {

  /** Replies to requests that are refused. */
  public static final OutputTag<ForecastReply> REPLIES =
      new OutputTag<>("refused-requests", TypeInformation.of(ForecastReply.class));

  private static final long serialVersionUID = 1L;

  private final OutputTag<DeadLetter> deadLetters;

  public AcceptedValues(OutputTag<DeadLetter> deadLetters) {
    this.deadLetters = deadLetters;
  }

  @Override
  public void processElement(Incoming<T> incoming, Context context, Collector<T> out) {
    DeadLetter refused = incoming.refused();
    if (refused != null) {
      context.output(deadLetters, refused);
    }
    ForecastReply reply = incoming.reply();
    if (reply != null) {
      context.output(REPLIES, reply);
    }
    T value = incoming.value();
    if (value != null) {
      out.collect(value);
    }
  }
}

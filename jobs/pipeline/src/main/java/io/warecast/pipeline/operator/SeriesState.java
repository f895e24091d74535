package io.warecast.pipeline.operator;

import io.warecast.domain.covariate.OfferTimeline;
import io.warecast.domain.demand.DemandChange;
import io.warecast.domain.demand.DemandHistory;
import io.warecast.domain.demand.OrderedDays;
import java.util.Objects;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;

/** The keyed state of a series: its history, what was ordered since, and its offers. */
final class SeriesState {

  private final int countedFrom;
  private final int keptDays;
  private final ValueState<DemandHistory> history;
  private final ValueState<OrderedDays> orders;
  private final ValueState<OfferTimeline> offers;

  /** Gives a keyed operator its states. */
  @FunctionalInterface
  interface Store {
    <T> ValueState<T> state(ValueStateDescriptor<T> descriptor) throws Exception;
  }

  /**
   * The states of an operator.
   *
   * @param countedFrom epoch day from which on the orders are all that is known of a day
   */
  SeriesState(Store store, int countedFrom) throws Exception {
    this(store, countedFrom, DemandHistory.MAX_DAYS);
  }

  /**
   * The states of an operator that looks back from several days.
   *
   * @param keptDays of a history, the newest of them
   */
  SeriesState(Store store, int countedFrom, int keptDays) throws Exception {
    this.countedFrom = countedFrom;
    this.keptDays = keptDays;
    history =
        store.state(new ValueStateDescriptor<>("history", TypeInformation.of(DemandHistory.class)));
    orders =
        store.state(new ValueStateDescriptor<>("orders", TypeInformation.of(OrderedDays.class)));
    offers =
        store.state(new ValueStateDescriptor<>("offers", TypeInformation.of(OfferTimeline.class)));
  }

  /** Takes what says something of demand or offers; a request says nothing. */
  void add(SeriesInput input) throws Exception {
    if (input.demand() != null) {
      history.update(closed().with(input.demand(), keptDays));
    } else if (input.offers() != null) {
      offers.update(input.offers());
    } else if (input.price() != null) {
      offers.update(offers().with(input.price()));
    } else if (input.change() != null) {
      DemandChange change = input.change();
      orders.update(orders().plus(change.day(), change.micros()));
    }
  }

  /** Demand up to and including a day. */
  DemandHistory historyUpTo(int day) throws Exception {
    return closed().with(orders(), countedFrom, day);
  }

  /** Demand that the orders of a day make up, before any of an imported history. */
  OrderedDays orders() throws Exception {
    return Objects.requireNonNullElse(orders.value(), OrderedDays.NONE);
  }

  OfferTimeline offers() throws Exception {
    return Objects.requireNonNullElse(offers.value(), OfferTimeline.NONE);
  }

  /**
   * Moves the orders up to and including a day, which are not to change any more, to the history.
   */
  void fold(int day) throws Exception {
    OrderedDays recent = orders();
    history.update(closed().with(recent, countedFrom, day));
    orders.update(recent.from(day + 1));
  }

  private DemandHistory closed() throws Exception {
    return Objects.requireNonNullElse(history.value(), DemandHistory.EMPTY);
  }
}

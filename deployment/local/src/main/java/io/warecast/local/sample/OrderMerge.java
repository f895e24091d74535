package io.warecast.local.sample;

import io.warecast.domain.order.OrderEvent;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.stream.Stream;

/** Merges orders that are each in order of time. */
final class OrderMerge {

  private final PriorityQueue<Head> heads =
      new PriorityQueue<>(Comparator.comparing(Head::next, OrderLines.BY_TIME));

  private record Head(OrderEvent next, Iterator<OrderEvent> rest) {}

  private OrderMerge() {}

  static Stream<OrderEvent> byTime(List<Iterator<OrderEvent>> sorted) {
    OrderMerge merge = new OrderMerge();
    sorted.forEach(merge::push);
    return Stream.generate(merge::poll).takeWhile(Optional::isPresent).flatMap(Optional::stream);
  }

  private void push(Iterator<OrderEvent> orders) {
    if (orders.hasNext()) {
      heads.add(new Head(orders.next(), orders));
    }
  }

  private Optional<OrderEvent> poll() {
    Head head = heads.poll();
    if (head == null) {
      return Optional.empty();
    }
    push(head.rest());
    return Optional.of(head.next());
  }
}

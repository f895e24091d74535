package io.warecast.local.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.warecast.domain.order.OrderEvent;
import io.warecast.domain.order.OrderJson;
import io.warecast.domain.series.Item;
import io.warecast.domain.series.SeriesKey;
import io.warecast.domain.series.Warehouse;
import io.warecast.pipeline.connector.lake.Lake;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;

/**
 * A week of orders after a lake's history, the same every time: with cancellations, repeated
 * events, late ones that correct a closed day, too late ones, and records that are no orders.
 */
final class ReplayedOrders {

  private static final int DAYS = 7;
  private static final long HOUR = 3_600_000;
  private static final int ORDERS_A_DAY = 8;

  private final List<Message> messages = new ArrayList<>();
  private final Item lateItem;
  private final List<String> besideLateItem;
  private final int historyEndDay;
  private int partition;
  private int accepted;
  private int refused;

  /** A record of the orders topic. */
  record Message(String key, int partition, long timestamp, byte[] value) {}

  private ReplayedOrders(List<Item> items, int historyEndDay) {
    this.lateItem = items.get(0);
    this.besideLateItem =
        items.stream()
            .filter(item -> item.category().equals(lateItem.category()))
            .map(Item::id)
            .toList();
    this.historyEndDay = historyEndDay;
  }

  /** Orders of every series of the lake, spread over all partitions so that none is idle. */
  static ReplayedOrders of(Lake lake, int partitions) {
    List<Item> items = lake.items();
    ReplayedOrders orders = new ReplayedOrders(items, lake.lastDay());
    Random random = new Random(7);
    for (Warehouse warehouse : lake.warehouses()) {
      long start = warehouse.endOfDay(lake.lastDay()) + 1;
      for (Item item : items) {
        orders.partition = (orders.partition + 1) % partitions;
        orders.week(warehouse, item, start, random);
        orders.spoil(warehouse, item, start, random);
        if (item.equals(orders.lateItem)) {
          orders.late(warehouse, item, start);
        }
      }
    }
    orders.messages.sort(Comparator.comparingLong(Message::timestamp));
    return orders;
  }

  private void week(Warehouse warehouse, Item item, long start, Random random) {
    for (int i = 0; i < DAYS * ORDERS_A_DAY; i++) {
      long time = start + i * 24 * HOUR / ORDERS_A_DAY + random.nextInt(2 * 3_600_000);
      order(warehouse, item, "o" + i, 1 + random.nextInt(9), time, time);
      if (i % 13 == 5) {
        order(warehouse, item, "c" + i, -1, time + HOUR / 2, time + HOUR / 2);
      }
      if (i % 17 == 3) {
        repeat(time + HOUR);
      }
    }
  }

  List<Message> messages() {
    return messages;
  }

  /**
   * The item whose closed days are corrected, and those of its category, which are aligned with a
   * forecast of the same days.
   */
  List<String> correctedItems() {
    return besideLateItem;
  }

  /** The group series that corrections of that item reach. */
  List<String> correctedGroups() {
    return List.of(SeriesKey.TOTAL, SeriesKey.category("any", lateItem.category()).itemId());
  }

  /** The last day (epoch) that is over for sure: the one after it has orders up to its evening. */
  int lastClosedDay() {
    return historyEndDay + closedDays();
  }

  int closedDays() {
    return DAYS - 1;
  }

  int accepted() {
    return accepted;
  }

  int refused() {
    return refused;
  }

  private void order(
      Warehouse warehouse, Item item, String id, double quantity, long orderedAt, long arrival) {
    String eventId = warehouse.id() + "-" + item.id() + "-" + id;
    add(
        warehouse,
        item,
        arrival,
        OrderJson.encode(new OrderEvent(eventId, warehouse.id(), item.id(), quantity, orderedAt)));
    accepted++;
  }

  /** The last message once more. */
  private void repeat(long arrival) {
    Message last = messages.get(messages.size() - 1);
    messages.add(new Message(last.key(), last.partition(), arrival, last.value()));
    refused++;
  }

  private void late(Warehouse warehouse, Item item, long start) {
    for (int day = 2; day < 5; day++) {
      long arrival = start + day * 24 * HOUR + 12 * HOUR;
      order(warehouse, item, "late" + day, 3, arrival - 36 * HOUR, arrival);
      add(
          warehouse,
          item,
          arrival,
          OrderJson.encode(
              new OrderEvent(
                  warehouse.id() + "-too-late" + day,
                  warehouse.id(),
                  item.id(),
                  3,
                  start - 30 * 24 * HOUR)));
      refused++;
    }
  }

  private void spoil(Warehouse warehouse, Item item, long start, Random random) {
    for (String text : List.of("{\"event_id\":", "[]", "{}")) {
      add(warehouse, item, start + random.nextInt(DAYS * 24) * HOUR, text.getBytes(UTF_8));
      refused++;
    }
  }

  private void add(Warehouse warehouse, Item item, long arrival, byte[] value) {
    messages.add(new Message(warehouse.id() + "|" + item.id(), partition, arrival, value));
  }
}

package io.warecast.pipeline.operator.intake;

import static io.warecast.pipeline.operator.intake.OrderStream.order;
import static org.assertj.core.api.Assertions.assertThat;

import io.warecast.domain.demand.HourlyUnits;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OrderIntakeOrderTest {

  private static final String[] SERIES = {"BER|apples", "BER|pears", "NYC|apples", "HAV|x"};
  private static final long FROM = Instant.parse("2026-03-06T00:00:00Z").getEpochSecond();
  private static final long UNTIL = Instant.parse("2026-03-10T00:00:00Z").getEpochSecond();

  /** With duplicates, cancellations, flushes at any moment and sums that doubles would not keep. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void anyOrderOfArrivalGivesTheSameSums(long seed) throws Exception {
    Random random = new Random(seed);
    List<IncomingOrder> orders = orders(random);
    try (OrderStream forward = new OrderStream();
        OrderStream shuffled = new OrderStream()) {
      send(forward, orders, random);
      Collections.shuffle(orders, random);
      send(shuffled, orders, random);
      assertThat(shuffled.units()).isEqualTo(forward.units());
      assertThat(hours(shuffled)).isEqualTo(hours(forward));
      assertThat(shuffled.refusals()).hasSameSizeAs(forward.refusals()).hasSizeGreaterThan(50);
      assertThat(shuffled.accepted()).hasSize(orders.size() - forward.refusals().size());
    }
  }

  private static List<IncomingOrder> orders(Random random) {
    List<IncomingOrder> orders = new ArrayList<>();
    for (int i = 0; i < 400; i++) {
      String at = Instant.ofEpochSecond(random.nextLong(FROM, UNTIL)).toString();
      double quantity = random.nextInt(9) == 0 ? -random.nextDouble() : random.nextDouble() * 1e5;
      IncomingOrder order = order("e" + i, SERIES[random.nextInt(4)], quantity, at);
      orders.add(order);
      if (i % 5 == 0) {
        orders.add(order);
      }
    }
    return orders;
  }

  private static void send(OrderStream stream, List<IncomingOrder> orders, Random random)
      throws Exception {
    for (int i = 0; i < orders.size(); i++) {
      stream.send(orders.get(i));
      if (random.nextInt(20) == 0) {
        stream.harness.prepareSnapshotPreBarrier(i);
      }
    }
    stream.harness.endInput();
  }

  private static Map<String, Long> hours(OrderStream stream) {
    Map<String, Long> hours = new TreeMap<>();
    for (HourlyUnits units : stream.hourly()) {
      hours.merge(
          units.warehouseId() + " " + units.day() + " " + units.hour(), units.micros(), Long::sum);
    }
    return hours;
  }
}

package io.warecast.pipeline.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.warecast.domain.KafkaTopic;
import io.warecast.domain.deadletter.RefusalReason;
import io.warecast.domain.order.OrderEvent;
import io.warecast.domain.order.OrderJson;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.flink.api.common.JobStatus;
import org.junit.jupiter.api.Test;

/** Records that no order is, between orders, through the real job to every store. */
class HostileOrdersIT extends ContinuousScenario {

  private static final int DAY = SmallLake.LAST_DAY + 1;
  private static final long NOON = DAY * 86_400_000L + 43_200_000L;
  private static final Pattern REASON = Pattern.compile("\"reason\":\"([a-z_]+)\"");
  private static final int GOOD = 60;

  private final List<RefusalReason> expected = new ArrayList<>();
  private final List<OrderEvent> good = new ArrayList<>();

  @Test
  void eachIsADeadLetterWithItsReasonAndGoodOrdersAreUnharmed() throws Exception {
    start("--horizon", "7", "--idleness", "3600");
    for (int i = 0; i < GOOD; i++) {
      OrderEvent order = new OrderEvent("good-" + i, "north", "item-" + i % 3, 1.25, NOON + i);
      send(order, order.orderedAt());
      good.add(order);
      if (i % 20 == 10) {
        sendHostile(i);
      }
    }
    good.addAll(passTime("north", NOON + 2 * 86_400_000L));
    await().untilAsserted(() -> assertThat(demand()).hasSize(3));
    assertThat(demand()).containsExactly("item-0 25", "item-1 25", "item-2 25");
    await().untilAsserted(() -> assertThat(reasons()).hasSameSizeAs(expected));
    assertThat(reasons())
        .containsExactlyInAnyOrderElementsOf(
            expected.stream().map(RefusalReason::wireName).toList());
    await().untilAsserted(() -> assertThat(lakeOrders()).hasSameSizeAs(good));
    assertThat(new HashSet<>(lakeOrders())).isEqualTo(new HashSet<>(good));
    assertBrokenRequestsAreAnswered();
    assertThat(status())
        .as("the first failure would have been the last")
        .isEqualTo(JobStatus.RUNNING);
  }

  /** A request whose id can be read has a reply beside its dead letter. */
  private void assertBrokenRequestsAreAnswered() {
    request("{\"request_id\": \"cut-off\", \"warehouse_id\": \"nor");
    request(
        "{\"request_id\": \"of-no-day\", \"warehouse_id\": \"north\", \"item_id\": \"item-1\"}");
    request("{\"warehouse_id\": \"north\", \"horizon_days\": ");
    await().untilAsserted(() -> assertThat(reasons()).hasSize(expected.size() + 3));
    await()
        .untilAsserted(
            () ->
                assertThat(
                        broker.committed(kafka.topic(KafkaTopic.FORECAST_REPLIES)).stream()
                            .map(record -> new String(record.value(), StandardCharsets.UTF_8))
                            .filter(reply -> reply.contains("\"bad_request\"")))
                    .satisfiesExactlyInAnyOrder(
                        reply -> assertThat(reply).contains("\"cut-off\"", "not JSON"),
                        reply -> assertThat(reply).contains("\"of-no-day\"", "forecast_date")));
  }

  private void request(String message) {
    send(KafkaTopic.FORECAST_REQUESTS, null, System.currentTimeMillis(), null, utf8(message));
  }

  private void sendHostile(int i) {
    hostile(RefusalReason.EMPTY, null);
    hostile(RefusalReason.EMPTY, new byte[0]);
    hostile(RefusalReason.MALFORMED, utf8("{\"event_id\": \"b"));
    hostile(RefusalReason.MALFORMED, new byte[] {(byte) 0xff, 0, 1, 2});
    hostile(RefusalReason.MALFORMED, order("x" + i, "north", "NaN", NOON));
    hostile(RefusalReason.INVALID, utf8("[1, 2, 3]"));
    hostile(RefusalReason.INVALID, utf8("{\"event_id\": \"e\"}"));
    hostile(RefusalReason.INVALID, order("x" + i, "north", "\"three\"", NOON));
    hostile(RefusalReason.UNKNOWN_WAREHOUSE, order("x" + i, "atlantis", "1", NOON));
    hostile(RefusalReason.BAD_QUANTITY, order("x" + i, "north", "1e300", NOON));
    hostile(RefusalReason.BAD_QUANTITY, order("x" + i, "north", "1e999", NOON));
    hostile(RefusalReason.BAD_QUANTITY, order("x" + i, "north", "0", NOON));
    hostile(RefusalReason.BAD_TIME, order("x" + i, "north", "1", NOON * 10));
    hostile(RefusalReason.BAD_TIME, order("x" + i, "north", "1", NOON + 2 * 3_600_000));
    hostile(RefusalReason.LATE, order("x" + i, "north", "1", NOON - 20 * 86_400_000L));
    hostile(RefusalReason.TOO_LARGE, utf8("\"" + "a".repeat(2 << 20) + "\""));
    byte[] duplicate = OrderJson.encode(good.get(0));
    send(KafkaTopic.ORDERS, null, NOON, utf8("north|item-0"), duplicate);
    expected.add(RefusalReason.DUPLICATE);
    // It is still the last day of the history there.
    byte[] counted = order("x" + i, "south", "1", NOON - 6 * 3_600_000);
    send(KafkaTopic.ORDERS, null, NOON - 6 * 3_600_000, null, counted);
    expected.add(RefusalReason.IN_HISTORY);
  }

  private void hostile(RefusalReason reason, byte[] value) {
    send(KafkaTopic.ORDERS, null, NOON, null, value);
    expected.add(reason);
  }

  private static byte[] order(String id, String warehouse, String quantity, long orderedAt) {
    return utf8(
        """
        {"event_id": "%s", "warehouse_id": "%s", "item_id": "item-9", "quantity": %s,
         "ordered_at": "%s"}"""
            .formatted(id, warehouse, quantity, Instant.ofEpochMilli(orderedAt)));
  }

  /** Items of the day that sold anything. */
  private List<String> demand() {
    return Published.rows(
        postgres(),
        """
        SELECT concat_ws(' ', item_id, units) FROM daily_demand
         WHERE units > 0 AND item_id NOT LIKE '\\_%%' AND day = DATE '1970-01-01' + %d"""
            .formatted(DAY));
  }

  private List<String> reasons() {
    return broker.committed(kafka.topic(KafkaTopic.DEAD_LETTERS)).stream()
        .map(record -> reason(new String(record.value(), StandardCharsets.UTF_8)))
        .toList();
  }

  private static String reason(String letter) {
    Matcher found = REASON.matcher(letter);
    assertThat(found.find()).isTrue();
    return found.group(1);
  }
}

package io.warecast.local.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.warecast.domain.ActionableException;
import io.warecast.domain.demand.DemandStretch;
import io.warecast.domain.order.OrderEvent;
import io.warecast.domain.series.Item;
import io.warecast.domain.series.SeriesKey;
import io.warecast.domain.series.Warehouse;
import io.warecast.local.sample.Sample;
import io.warecast.local.server.Home;
import io.warecast.local.server.StackHomes;
import io.warecast.pipeline.connector.lake.LakeImport;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReplayPlanTest {

  @TempDir Path folder;

  @Test
  void goesOnWhereTheLakeEndsInEachWarehouse() {
    ReplayPlan plan = ReplayPlan.of(GeneratedHome.in(folder));
    Map<String, Warehouse> warehouses =
        Sample.of(GeneratedHome.PLAN).warehouses().stream()
            .collect(Collectors.toMap(Warehouse::id, warehouse -> warehouse));
    int last = GeneratedHome.PLAN.lastDay();

    List<OrderEvent> orders = after(plan, plan.start());

    assertThat(orders)
        .isNotEmpty()
        .allMatch(o -> o.orderedAt() > warehouses.get(o.warehouseId()).endOfDay(last));
    assertThat(orders.get(orders.size() - 1).orderedAt() / 86_400_000)
        .isGreaterThanOrEqualTo(plan.lastDay().toEpochDay());
    assertThat(plan.lastDay()).isEqualTo("2026-05-04");
  }

  @Test
  void resumesAfterAnyOrderWithTheNext() {
    ReplayPlan plan = ReplayPlan.of(GeneratedHome.in(folder));
    List<OrderEvent> orders = after(plan, plan.start());

    for (int i = 0; i < orders.size(); i += 101) {
      OrderEvent last = orders.get(i);
      ReplayPosition position =
          new ReplayPosition(plan.lakeSnapshot(), last.orderedAt(), last.eventId(), i);
      assertThat(after(plan, position)).isEqualTo(orders.subList(i + 1, orders.size()));
    }
  }

  @Test
  void refusesALakeThatWasImportedAfterTheSample() {
    Home home = GeneratedHome.in(folder);
    assertThat(OrderReplay.isPossible(home)).isTrue();
    importInto(home);
    assertThat(OrderReplay.isPossible(home)).isFalse();

    assertThatThrownBy(() -> ReplayPlan.of(home))
        .isInstanceOf(ActionableException.class)
        .hasMessageContaining("imported after the sample")
        .hasMessageContaining("warecast generate");
  }

  @Test
  void refusesALakeThatNeverHeldASample() {
    Home home = StackHomes.in(folder);
    importInto(home);
    assertThat(OrderReplay.isPossible(home)).isFalse();

    assertThatThrownBy(() -> ReplayPlan.of(home))
        .isInstanceOf(ActionableException.class)
        .hasMessageContaining("nothing to replay")
        .hasMessageContaining("warecast generate");
  }

  private static void importInto(Home home) {
    try (LakeImport into = LakeImport.into(home.lake().toUri().toString())) {
      into.warehouse(new Warehouse("W", "", "UTC"));
      into.item(new Item("I", "", ""));
      into.demand(new DemandStretch(new SeriesKey("W", "I"), 20_000, new float[] {1, 2}));
      into.commit();
    }
  }

  private static List<OrderEvent> after(ReplayPlan plan, ReplayPosition position) {
    List<OrderEvent> orders = new ArrayList<>();
    plan.after(position).forEachRemaining(orders::add);
    return orders;
  }
}

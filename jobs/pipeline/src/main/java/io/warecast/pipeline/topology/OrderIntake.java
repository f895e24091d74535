package io.warecast.pipeline.topology;

import io.warecast.domain.deadletter.DeadLetter;
import io.warecast.domain.demand.DemandChange;
import io.warecast.domain.demand.HourlyUnits;
import io.warecast.domain.demand.IntradayProfile;
import io.warecast.domain.order.OrderEvent;
import io.warecast.pipeline.operator.intake.IncomingOrder;
import io.warecast.pipeline.operator.intake.IntakeSettings;
import io.warecast.pipeline.operator.intake.IntradayProfileFunction;
import io.warecast.pipeline.operator.intake.MasterData;
import io.warecast.pipeline.operator.intake.OrderIntakeOperator;
import io.warecast.pipeline.operator.intake.OrderRouter;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;

/**
 * What becomes of orders.
 *
 * @param changes of the demand days of items and of their groups
 * @param accepted every order that was counted, once
 * @param deadLetters every record that was not, with the reason
 * @param profiles of each warehouse's day, a new one at each close
 */
public record OrderIntake(
    DataStream<DemandChange> changes,
    DataStream<OrderEvent> accepted,
    DataStream<DeadLetter> deadLetters,
    DataStream<IntradayProfile> profiles) {

  /**
   * Takes in orders whose event time is when they were ordered. What comes out is never idle, and
   * holds time back at its beginning, 1970, as long as no orders come.
   */
  public static OrderIntake of(
      DataStream<IncomingOrder> orders, MasterData masterData, IntakeSettings settings) {
    SingleOutputStreamOperator<IncomingOrder> routed =
        orders
            .process(new OrderRouter(), TypeInformation.of(IncomingOrder.class))
            .name("order-route")
            .uid("order-route");
    SingleOutputStreamOperator<DemandChange> changes =
        routed
            .keyBy(IncomingOrder::key)
            .transform(
                "order-intake",
                TypeInformation.of(DemandChange.class),
                new OrderIntakeOperator(masterData, settings))
            .uid("order-intake");
    DataStream<HourlyUnits> hourly = changes.getSideOutput(OrderIntakeOperator.HOURLY);
    return new OrderIntake(
        changes,
        changes.getSideOutput(OrderIntakeOperator.ACCEPTED),
        routed
            .getSideOutput(OrderRouter.DEAD_LETTERS)
            .union(changes.getSideOutput(OrderIntakeOperator.DEAD_LETTERS)),
        hourly
            .keyBy(HourlyUnits::warehouseId)
            .process(
                new IntradayProfileFunction(masterData, settings),
                TypeInformation.of(IntradayProfile.class))
            .name("intraday-profile")
            .uid("intraday-profile"));
  }
}

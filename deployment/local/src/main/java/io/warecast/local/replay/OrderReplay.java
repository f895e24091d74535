package io.warecast.local.replay;

import io.warecast.domain.ActionableException;
import io.warecast.domain.covariate.WeatherForecast;
import io.warecast.domain.order.OrderEvent;
import io.warecast.local.server.Home;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import org.apache.kafka.common.errors.InterruptException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends the orders that follow a sample lake to Kafka as their time comes, at a chosen speed, and
 * with the first of each day what is forecast of the weather on it. The time of an order is its
 * record's.
 *
 * <p>How far it has come is kept in the home, at least once a second: the next replay goes on
 * there. After a kill the orders since then are sent again, with the same event ids and in the same
 * order.
 */
public final class OrderReplay implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(OrderReplay.class);

  private static final long SAVE_NANOS = TimeUnit.SECONDS.toNanos(1);
  private static final long DAY_MILLIS = TimeUnit.DAYS.toMillis(1);
  private static final int STOP_SECONDS = 3;

  private final ReplayPlan plan;
  private final ReplaySpeed speed;
  private final int days;
  private final ReplayClock clock;
  private final Path positionFile;
  private final ReplayLock lock;
  private final OrderTopic topic;
  private final IntFunction<List<WeatherForecast>> weather;
  private final CountDownLatch stop = new CountDownLatch(1);
  private final CountDownLatch ended = new CountDownLatch(1);
  private volatile @Nullable Thread runner;
  private ReplayPosition position;
  private int weatherDay = Integer.MIN_VALUE;
  private long savedOrders;
  private long savedAt;

  private OrderReplay(Home home, String bootstrap, ReplaySpeed speed, int days, ReplayClock clock) {
    this.plan = ReplayPlan.of(home);
    this.speed = speed;
    this.days = days;
    this.clock = clock;
    this.positionFile = home.root().resolve("replay.json");
    this.lock = ReplayLock.acquire(home.root().resolve("replay.lock"));
    this.position =
        ReplayPosition.read(positionFile)
            .filter(last -> last.lakeSnapshot().equals(plan.lakeSnapshot()))
            .orElse(plan.start());
    this.savedOrders = position.orders();
    this.topic = new OrderTopic(bootstrap);
    this.weather = plan.weather();
  }

  /**
   * A replay that goes on where the last one in this home stopped.
   *
   * @param bootstrap of the broker
   * @param days of event time to send; 0 for all that there is
   * @throws ActionableException when the lake is no sample, or another replay runs in this home
   */
  public static OrderReplay in(Home home, String bootstrap, ReplaySpeed speed, int days) {
    return new OrderReplay(home, bootstrap, speed, days, ReplayClock.SYSTEM);
  }

  static OrderReplay in(
      Home home, String bootstrap, ReplaySpeed speed, int days, ReplayClock clock) {
    return new OrderReplay(home, bootstrap, speed, days, clock);
  }

  /** Whether a home's lake is a sample, of which it is known what is ordered next. */
  public static boolean isPossible(Home home) {
    return ReplayPlan.existsFor(home);
  }

  public ReplaySpeed speed() {
    return speed;
  }

  /** The last day that can be replayed. */
  public LocalDate lastDay() {
    return plan.lastDay();
  }

  /** Sends orders until there are no more, or until this is closed. May be called once. */
  public ReplayEnd run(ReplayListener listener) {
    runner = Thread.currentThread();
    try {
      if (isStopping()) {
        return ReplayEnd.STOPPED;
      }
      ReplayEnd end = send(plan.after(position), listener);
      save();
      return end;
    } catch (InterruptedException | InterruptException e) {
      if (!isStopping()) {
        Thread.currentThread().interrupt();
      }
      return ReplayEnd.STOPPED;
    } finally {
      release();
    }
  }

  private void release() {
    runner = null;
    topic.close();
    lock.close();
    ended.countDown();
  }

  private ReplayEnd send(Iterator<OrderEvent> orders, ReplayListener listener)
      throws InterruptedException {
    @Nullable Pace pace = null;
    long until = Long.MAX_VALUE;
    long before = position.orders();
    while (orders.hasNext()) {
      OrderEvent order = orders.next();
      if (pace == null) {
        long from = position.orders() == 0 ? order.orderedAt() : position.orderedAt();
        pace = new Pace(speed, clock, from);
        until = days == 0 ? until : from + days * DAY_MILLIS;
        savedAt = clock.nanos();
      }
      if (order.orderedAt() >= until) {
        return ReplayEnd.DAYS_DONE;
      }
      if (isStoppedBefore(pace.untilDue(order.orderedAt()))) {
        return ReplayEnd.STOPPED;
      }
      sendWeatherOfNewDay(order.orderedAt());
      topic.send(order);
      position =
          new ReplayPosition(
              plan.lakeSnapshot(), order.orderedAt(), order.eventId(), position.orders() + 1);
      listener.sent(position.orders() - before, order.orderedAt());
    }
    return ReplayEnd.SAMPLE_ENDS;
  }

  /**
   * What was sent before says nothing new, so a replay that goes on within a day sends it again.
   */
  private void sendWeatherOfNewDay(long time) {
    int day = (int) Math.floorDiv(time, DAY_MILLIS);
    if (day > weatherDay) {
      weather.apply(day).forEach(forecast -> topic.send(forecast, time));
      weatherDay = day;
    }
  }

  /** Waits, and remembers the position when it is time to, or when there is time to. */
  private boolean isStoppedBefore(long nanos) throws InterruptedException {
    if (position.orders() > savedOrders
        && (nanos > SAVE_NANOS || clock.nanos() - savedAt > SAVE_NANOS)) {
      save();
    }
    return nanos > 0 ? clock.await(stop, nanos) : isStopping();
  }

  private void save() {
    topic.flush();
    if (position.orders() > 0) {
      position.write(positionFile);
    }
    savedOrders = position.orders();
    savedAt = clock.nanos();
  }

  boolean isStopping() {
    return stop.getCount() == 0;
  }

  /** Ends {@link #run} at the next order and waits until it has remembered how far it is. */
  @Override
  public void close() {
    stop.countDown();
    Thread running = runner;
    if (running == null || running == Thread.currentThread()) {
      release();
      return;
    }
    try {
      if (!ended.await(STOP_SECONDS, TimeUnit.SECONDS)) {
        LOG.warn("The broker takes no orders; those of the last second will be sent again");
        running.interrupt();
        ended.await();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}

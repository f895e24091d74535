package io.warecast.pipeline.operator.intake;

import static io.warecast.pipeline.operator.intake.OrderStream.MASTER_DATA;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.warecast.domain.demand.HourlyUnits;
import io.warecast.domain.demand.IntradayProfile;
import io.warecast.domain.demand.Quantity;
import java.time.LocalDate;
import java.util.List;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class IntradayProfileFunctionTest {

  private static final int DAY = (int) LocalDate.parse("2026-03-10").toEpochDay();

  private KeyedOneInputStreamOperatorTestHarness<String, HourlyUnits, IntradayProfile> harness;

  @BeforeEach
  void openTheOperator() throws Exception {
    harness = newHarness();
    harness.open();
  }

  @AfterEach
  void closeTheOperator() throws Exception {
    harness.close();
  }

  @Test
  void aProfileIsGivenOutWhenTheLocalDayCloses() throws Exception {
    send("BER", DAY, 8, 1);
    send("BER", DAY, 12, 3);
    send("NYC", DAY, 20, 1);
    watermark(endOfDay("BER", DAY) - 1);
    assertThat(profiles()).isEmpty();
    watermark(endOfDay("BER", DAY));
    assertThat(profiles()).hasSize(1);
    IntradayProfile profile = profiles().get(0);
    assertThat(profile.warehouseId()).isEqualTo("BER");
    assertThat(profile.shares()[7]).isZero();
    assertThat(profile.shares()[8]).isEqualTo(.25f);
    assertThat(profile.shares()[11]).isEqualTo(.25f);
    assertThat(profile.shares()[12]).isEqualTo(1);
    assertThat(profile.shares()[23]).isEqualTo(1);
    watermark(endOfDay("NYC", DAY));
    assertThat(profiles()).extracting(IntradayProfile::warehouseId).containsExactly("BER", "NYC");
  }

  @Test
  void theDayThatIsOpenHasNoSayYet() throws Exception {
    send("BER", DAY, 8, 1);
    send("BER", DAY + 1, 20, 9);
    watermark(endOfDay("BER", DAY));
    assertThat(profiles().get(0).shares()[8]).isEqualTo(1);
  }

  @Test
  void aDayWeighsHalfOfOneThatIsAHalfLifeYounger() throws Exception {
    send("BER", DAY, 8, 1);
    watermark(endOfDay("BER", DAY));
    send("BER", DAY + HourSums.HALF_LIFE_DAYS, 20, 1);
    watermark(endOfDay("BER", DAY + HourSums.HALF_LIFE_DAYS));
    assertThat(profiles().get(1).shares()[8]).isCloseTo(1 / 3f, within(1e-6f));
  }

  @Test
  void aCorrectionComesWithTheNextClose() throws Exception {
    send("BER", DAY, 8, 1);
    watermark(endOfDay("BER", DAY));
    send("BER", DAY, 20, 1);
    watermark(endOfDay("BER", DAY) + 1_000);
    assertThat(profiles()).hasSize(1);
    send("BER", DAY + 1, 8, 1);
    watermark(endOfDay("BER", DAY + 1));
    assertThat(profiles().get(1).shares()[8]).isBetween(.6f, .7f);
  }

  @Test
  void withoutSalesThereIsNoProfile() throws Exception {
    send("BER", DAY, 8, 2);
    send("BER", DAY, 8, -2);
    send("BER", DAY, 9, -1);
    watermark(endOfDay("BER", DAY));
    assertThat(profiles()).isEmpty();
  }

  @Test
  void anHourWithMoreCancelledThanOrderedCountsAsNone() throws Exception {
    send("BER", DAY, 8, 4);
    send("BER", DAY, 9, -1);
    send("BER", DAY, 10, 4);
    watermark(endOfDay("BER", DAY));
    assertThat(profiles().get(0).shares()[8]).isEqualTo(.5f);
    assertThat(profiles().get(0).shares()[9]).isEqualTo(.5f);
  }

  @Test
  void aRestoredJobGoesOnLearning() throws Exception {
    send("BER", DAY, 8, 1);
    var state = harness.snapshot(1, 1);
    harness.close();
    harness = newHarness();
    harness.initializeState(state);
    harness.open();
    watermark(endOfDay("BER", DAY));
    assertThat(profiles()).hasSize(1);
  }

  @Test
  void aProfileDoesNotDependOnTheOrderOfArrival() {
    HourSums forward = HourSums.NONE;
    HourSums backward = HourSums.NONE;
    for (int i = 0; i < 200; i++) {
      forward = forward.plus(unitsOf(i));
      backward = backward.plus(unitsOf(199 - i));
    }
    assertThat(forward.profile("BER", DAY + 9).orElseThrow().shares())
        .isEqualTo(backward.profile("BER", DAY + 9).orElseThrow().shares());
  }

  @Test
  void foldingOldDaysDoesNotChangeAProfile() {
    HourSums sums = HourSums.NONE;
    for (int i = 0; i < 200; i++) {
      sums = sums.plus(unitsOf(i));
    }
    HourSums folded = sums.foldedThrough(DAY + 3);
    assertThat(folded.firstDay()).isEqualTo(DAY + 4);
    assertThat(folded.profile("BER", DAY + 9).orElseThrow().shares())
        .isEqualTo(sums.profile("BER", DAY + 9).orElseThrow().shares());
    assertThat(folded.plus(unitsOf(0))).isSameAs(folded);
  }

  private static HourlyUnits unitsOf(int i) {
    return new HourlyUnits("BER", DAY + i % 10, i * 7 % 24, Quantity.ofUnits(i / 3.0));
  }

  private void send(String warehouse, int day, int hour, double units) throws Exception {
    harness.processElement(
        new StreamRecord<>(new HourlyUnits(warehouse, day, hour, Quantity.ofUnits(units))));
  }

  private void watermark(long moment) throws Exception {
    harness.processWatermark(new Watermark(moment));
  }

  private List<IntradayProfile> profiles() {
    return harness.extractOutputValues();
  }

  private static long endOfDay(String warehouse, int day) {
    return MASTER_DATA.warehouse(warehouse).orElseThrow().endOfDay(day);
  }

  private static KeyedOneInputStreamOperatorTestHarness<String, HourlyUnits, IntradayProfile>
      newHarness() throws Exception {
    return new KeyedOneInputStreamOperatorTestHarness<>(
        new KeyedProcessOperator<>(
            new IntradayProfileFunction(MASTER_DATA, new IntakeSettings(2, 5))),
        HourlyUnits::warehouseId,
        Types.STRING);
  }
}

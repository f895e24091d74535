package io.warecast.pipeline.operator;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.warecast.domain.demand.DemandClass;
import io.warecast.domain.forecast.Forecast;
import io.warecast.domain.recalibration.AdaptiveCoverage;
import io.warecast.domain.recalibration.IntervalFactors;
import io.warecast.domain.recalibration.Leads;
import io.warecast.domain.series.SeriesKey;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.flink.api.common.state.KeyedStateStore;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.jspecify.annotations.Nullable;

/**
 * Corrects the intervals of a group's series by how often those of the days before have held: keyed
 * by the group, with factors for each demand class in it.
 *
 * <p>Factors learned at the close of a day know all days up to it and are applied to the forecasts
 * made at it, and to all others until the next close. A correction of a day by late orders changes
 * no factor.
 */
final class IntervalCorrection {

  private final boolean isLearned;
  private final Map<Pool, IntervalFactors> given = new HashMap<>();
  private final MapState<DemandClass, IntervalFactors> learned;
  private final MapState<String, LeadRings> awaited;

  private record Pool(SeriesKey group, DemandClass demandClass) {}

  IntervalCorrection(Recalibration recalibration, KeyedStateStore store)
      throws JsonProcessingException {
    isLearned = recalibration.isLearned();
    for (IntervalFactors factors : recalibration.given()) {
      given.put(new Pool(factors.group(), factors.demandClass()), factors);
    }
    learned =
        store.getMapState(
            new MapStateDescriptor<>(
                "interval-factors",
                TypeInformation.of(DemandClass.class),
                TypeInformation.of(IntervalFactors.class)));
    awaited =
        store.getMapState(
            new MapStateDescriptor<>("awaited", Types.STRING, TypeInformation.of(LeadRings.class)));
  }

  /**
   * Learns from days that have just closed.
   *
   * @param group of the current key
   * @param closings of one day, all of the group's items or the group itself
   * @return the factors from that day on, of every class whose intervals have been looked at
   */
  List<IntervalFactors> learn(SeriesKey group, Collection<MadeForecast> closings) throws Exception {
    if (!isLearned || closings.isEmpty()) {
      return List.of();
    }
    Map<DemandClass, AdaptiveCoverage> coverages = new EnumMap<>(DemandClass.class);
    int day = Integer.MIN_VALUE;
    for (MadeForecast made : closings) {
      day = made.forecast().originDay();
      add(group, made, coverages);
    }
    for (Map.Entry<DemandClass, AdaptiveCoverage> each : coverages.entrySet()) {
      learned.put(each.getKey(), each.getValue().next(day));
    }
    return ofDay(day, closings.iterator().next().isGroup());
  }

  private void add(SeriesKey group, MadeForecast made, Map<DemandClass, AdaptiveCoverage> coverages)
      throws Exception {
    LeadRings rings = awaited.get(made.forecast().key().itemId());
    int day = made.forecast().originDay();
    if (rings == null || !isOf(rings, made)) {
      return;
    }
    for (int lead = 0; lead < Leads.COUNT; lead++) {
      float[] forecast = rings.at(lead, day);
      if (forecast != null) {
        DemandClass demandClass = made.demandClass();
        AdaptiveCoverage coverage = coverages.get(demandClass);
        if (coverage == null) {
          coverage = AdaptiveCoverage.under(current(group, demandClass, rings.levels()));
          coverages.put(demandClass, coverage);
        }
        coverage.add(lead, made.closedUnits(), forecast);
      }
    }
  }

  /** A class that no item was in on this day keeps its factors: they are of this day, too. */
  private List<IntervalFactors> ofDay(int day, boolean isGroup) throws Exception {
    List<IntervalFactors> all = new ArrayList<>();
    for (IntervalFactors each : learned.values()) {
      if ((each.demandClass() == DemandClass.GROUP) == isGroup) {
        all.add(each.at(day));
      }
    }
    return all;
  }

  private IntervalFactors current(SeriesKey group, DemandClass demandClass, float[] levels)
      throws Exception {
    IntervalFactors known = learned.get(demandClass);
    return known != null && known.isFor(levels)
        ? known
        : IntervalFactors.none(group, demandClass, Integer.MIN_VALUE, levels);
  }

  /**
   * Corrects a forecast that has been aligned, and keeps what it said before that, if it is that of
   * a close, for when its days will be over.
   *
   * @param group of the current key
   */
  Forecast correct(SeriesKey group, MadeForecast made, Forecast aligned) throws Exception {
    if (isLearned && made.isClosing()) {
      LeadRings rings = awaited.get(aligned.key().itemId());
      if (rings == null || !isOf(rings, made)) {
        rings = LeadRings.none(aligned.levels(), 0);
      }
      rings.put(aligned.originDay(), LeadRings.leadsOf(aligned));
      awaited.put(aligned.key().itemId(), rings);
    }
    IntervalFactors factors = factors(group, made.demandClass());
    return factors == null ? aligned : factors.apply(aligned);
  }

  private @Nullable IntervalFactors factors(SeriesKey group, DemandClass demandClass)
      throws Exception {
    return isLearned ? learned.get(demandClass) : given.get(new Pool(group, demandClass));
  }

  /** A model with other levels begins anew. */
  private static boolean isOf(LeadRings rings, MadeForecast made) {
    return Objects.deepEquals(rings.levels(), made.forecast().levels());
  }
}

package io.warecast.domain.group;

import io.warecast.domain.covariate.WarehouseCalendar;
import io.warecast.domain.series.SeriesKey;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What {@link GroupForecaster} has worked out of group series and that holds for their next
 * forecast, too: while a day is open, six sevenths of the work. Forecasts are the same to the bit
 * with and without it.
 */
public final class GroupMemory {

  private final Map<SeriesKey, PastMeans> bySeries;

  /**
   * Remembers nothing yet.
   *
   * @param most series that are remembered, those least recently asked for forgotten first; 0 for
   *     none
   */
  public GroupMemory(int most) {
    this.bySeries =
        new LinkedHashMap<>(16, .75f, true) {
          private static final long serialVersionUID = 1L;

          @Override
          protected boolean removeEldestEntry(Map.Entry<SeriesKey, PastMeans> eldest) {
            return size() > most;
          }
        };
  }

  PastMeans pastMeans(SeriesKey key, GroupDays days, WarehouseCalendar calendar, int lastDay) {
    PastMeans known = bySeries.get(key);
    if (known != null && known.hold(days, calendar, lastDay)) {
      return known;
    }
    PastMeans made = PastMeans.of(days, calendar, lastDay);
    bySeries.put(key, made);
    return made;
  }
}

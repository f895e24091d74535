package io.warecast.pipeline.operator;

import io.warecast.domain.covariate.CalendarEvent;
import io.warecast.domain.covariate.WarehouseCalendar;
import io.warecast.domain.covariate.WeatherForecast;
import io.warecast.domain.demand.IntradayProfile;
import io.warecast.domain.model.ModelReference;
import org.jspecify.annotations.Nullable;

/** What every subtask must know: one of these. */
public record SharedInput(
    @Nullable WarehouseCalendar calendar,
    @Nullable CalendarEvent event,
    @Nullable WeatherForecast weather,
    @Nullable IntradayProfile profile,
    @Nullable ModelReference model) {

  public static SharedInput of(WarehouseCalendar calendar) {
    return new SharedInput(calendar, null, null, null, null);
  }

  public static SharedInput of(CalendarEvent event) {
    return new SharedInput(null, event, null, null, null);
  }

  public static SharedInput of(WeatherForecast weather) {
    return new SharedInput(null, null, weather, null, null);
  }

  public static SharedInput of(IntradayProfile profile) {
    return new SharedInput(null, null, null, profile, null);
  }

  public static SharedInput of(ModelReference model) {
    return new SharedInput(null, null, null, null, model);
  }
}

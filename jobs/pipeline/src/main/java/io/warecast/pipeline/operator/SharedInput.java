package io.warecast.pipeline.operator;

import io.warecast.domain.covariate.WarehouseCalendar;
import io.warecast.domain.model.ModelReference;
import org.jspecify.annotations.Nullable;

/** What every subtask must know: a warehouse's calendar or the model to use; one of the two. */
public record SharedInput(@Nullable WarehouseCalendar calendar, @Nullable ModelReference model) {

  public static SharedInput of(WarehouseCalendar calendar) {
    return new SharedInput(calendar, null);
  }

  public static SharedInput of(ModelReference model) {
    return new SharedInput(null, model);
  }
}

package io.warecast.gateway.predict;

import com.fasterxml.jackson.core.JsonGenerator;
import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import io.warecast.domain.forecast.Forecast;
import io.warecast.domain.forecast.WhatIf;
import io.warecast.gateway.call.Call;
import io.warecast.gateway.forecast.Source;
import io.warecast.gateway.http.ArrivalHandler;
import io.warecast.gateway.http.JsonAnswer;
import io.warecast.gateway.http.JsonMembers;
import io.warecast.gateway.security.Caller;
import io.warecast.gateway.security.Role;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/** Answers what would be forecast if the price, or the promotion, were another. */
public final class WhatIfHandler implements Handler<RoutingContext> {

  private static final double ABSOLUTE_ZERO = -273.15;

  private final Predictions predictions;

  private WhatIfHandler(Predictions predictions) {
    this.predictions = predictions;
  }

  public static WhatIfHandler create(Predictions predictions) {
    return new WhatIfHandler(predictions);
  }

  private record Question(PredictRequest request, WhatIf whatIf) {}

  private record Answer(Prediction supposed, Forecast served) {}

  @Override
  public void handle(RoutingContext context) {
    Question question = read(context);
    Caller.of(context).requireRole(Role.PLANNER);
    Caller.of(context).requireAccess(question.request().key().warehouseId());
    predictions
        .resolved(question.request())
        .compose(
            request ->
                predictions
                    .newest(request.key())
                    .compose(
                        served ->
                            predictions
                                .make(request, served.head(), question.whatIf(), false)
                                .map(
                                    reply ->
                                        new Answer(
                                            Predictions.prediction(
                                                request,
                                                Predictions.forecastOf(
                                                    reply, request, served.head())),
                                            served.forecast()))))
        .onSuccess(
            answer -> {
              Call.of(context).servedFrom(Source.ON_DEMAND.wireName());
              JsonAnswer.sendOnce(
                  context, json -> write(json, answer, ArrivalHandler.nanosSince(context)));
            })
        .onFailure(context::fail);
  }

  private static Question read(RoutingContext context) {
    JsonMembers body = JsonMembers.of(context);
    PredictRequest request = PredictRequest.made(body);
    if (body.any("item_id").isEmpty()) {
      body.refuse("item_id", "is missing; it takes an item's id");
    }
    WhatIf whatIf = body.within("suppose").map(WhatIfHandler::supposed).orElse(WhatIf.NOTHING);
    if (whatIf.isEmpty()) {
      body.refuse(
          "suppose",
          "takes an object of one or more of price, promoted, temperature, precipitation");
    }
    if (request.key().isGroup() && whatIf.price() != null) {
      body.refuse("suppose", "has a price, and a group of items has none");
    }
    if (request.key().isGroup()
        && (whatIf.temperature() != null || whatIf.precipitation() != null)) {
      body.refuse("suppose", "has a weather, and the forecast of a group of items takes none");
    }
    body.end();
    return new Question(request, whatIf);
  }

  private static WhatIf supposed(JsonMembers suppose) {
    WhatIf whatIf =
        new WhatIf(
            number(suppose.number("price", 0)),
            suppose.flag("promoted").orElse(null),
            number(suppose.number("temperature", ABSOLUTE_ZERO)),
            number(suppose.number("precipitation", 0)));
    suppose.refuseUnknown();
    return whatIf;
  }

  private static @Nullable Float number(OptionalDouble value) {
    return value.isPresent() ? (float) value.getAsDouble() : null;
  }

  private static void write(JsonGenerator json, Answer answer, long nanos) throws IOException {
    json.writeFieldName("prediction");
    json.writeRawValue(answer.supposed().encode(nanos).toString(StandardCharsets.UTF_8));
    json.writeArrayFieldStart("baseline");
    Forecast made = answer.supposed().served().forecast();
    Forecast served = answer.served();
    for (int i = 0; i < answer.supposed().window().days(); i++) {
      int day = made.firstDay() + answer.supposed().window().from() + i;
      int step = day - served.firstDay();
      if (step >= 0 && step < served.horizon()) {
        json.writeStartObject();
        json.writeStringField("target_date", LocalDate.ofEpochDay(day).toString());
        json.writeNumberField("mean", served.mean()[step]);
        json.writeEndObject();
      }
    }
    json.writeEndArray();
  }
}

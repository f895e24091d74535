package io.warecast.gateway.predict;

import com.fasterxml.jackson.core.JsonGenerator;
import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import io.warecast.domain.forecast.Explanation;
import io.warecast.domain.forecast.ForecastReply;
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
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** Answers what a forecast is made up of. */
public final class ExplainHandler implements Handler<RoutingContext> {

  private final Predictions predictions;

  private ExplainHandler(Predictions predictions) {
    this.predictions = predictions;
  }

  public static ExplainHandler create(Predictions predictions) {
    return new ExplainHandler(predictions);
  }

  private record Answer(Prediction prediction, ForecastReply reply) {}

  @Override
  public void handle(RoutingContext context) {
    JsonMembers body = JsonMembers.of(context);
    PredictRequest question = PredictRequest.made(body);
    body.end();
    Caller.of(context).requireRole(Role.PLANNER);
    Caller.of(context).requireAccess(question.key().warehouseId());
    predictions
        .resolved(question)
        .compose(
            request ->
                predictions
                    .newest(request.key())
                    .compose(
                        served ->
                            predictions
                                .make(request, served.head(), WhatIf.NOTHING, true)
                                .map(
                                    reply ->
                                        new Answer(
                                            Predictions.prediction(
                                                request,
                                                Predictions.forecastOf(
                                                    reply, request, served.head())),
                                            reply))))
        .onSuccess(
            answer -> {
              Call.of(context).servedFrom(Source.ON_DEMAND.wireName());
              JsonAnswer.sendOnce(
                  context, json -> write(json, answer, ArrivalHandler.nanosSince(context)));
            })
        .onFailure(context::fail);
  }

  private static void write(JsonGenerator json, Answer answer, long nanos) throws IOException {
    json.writeFieldName("prediction");
    json.writeRawValue(answer.prediction().encode(nanos).toString(StandardCharsets.UTF_8));
    json.writeArrayFieldStart("explanations");
    Explanation explanation = answer.reply().explanation();
    Window window = answer.prediction().window();
    int firstDay = answer.prediction().served().forecast().firstDay();
    if (explanation != null) {
      int end = Math.min(window.from() + window.days(), explanation.units().length);
      for (int step = window.from(); step < end; step++) {
        json.writeStartObject();
        json.writeStringField(
            "target_date", LocalDate.ofEpochDay((long) firstDay + step).toString());
        write(json, explanation.terms(), explanation.units()[step]);
        json.writeEndObject();
      }
    }
    json.writeEndArray();
  }

  private static void write(JsonGenerator json, String[] terms, float[] units) throws IOException {
    List<Integer> weightiestFirst =
        IntStream.range(0, terms.length)
            .boxed()
            .sorted(Comparator.comparingDouble((Integer i) -> -Math.abs(units[i])))
            .toList();
    json.writeArrayFieldStart("terms");
    for (int i : weightiestFirst) {
      json.writeStartObject();
      json.writeStringField("term", terms[i]);
      JsonAnswer.number(json, "units", units[i]);
      json.writeEndObject();
    }
    json.writeEndArray();
  }
}

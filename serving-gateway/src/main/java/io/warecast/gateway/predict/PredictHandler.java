package io.warecast.gateway.predict;

import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;
import io.warecast.gateway.call.Call;
import io.warecast.gateway.http.ArrivalHandler;
import io.warecast.gateway.security.Caller;

/** Answers a request for one series from the newest forecast. */
public final class PredictHandler implements Handler<RoutingContext> {

  private final Predictions predictions;

  private PredictHandler(Predictions predictions) {
    this.predictions = predictions;
  }

  public static PredictHandler create(Predictions predictions) {
    return new PredictHandler(predictions);
  }

  @Override
  public void handle(RoutingContext context) {
    Buffer body = context.body().buffer();
    PredictRequest request = PredictRequestReader.read(body == null ? Buffer.buffer() : body);
    Caller.of(context).requireAccess(request.key().warehouseId());
    predictions
        .answer(request)
        .onSuccess(prediction -> send(context, prediction))
        .onFailure(context::fail);
  }

  private static void send(RoutingContext context, Prediction prediction) {
    if (context.response().ended()) {
      return; // refused meanwhile because its time was over
    }
    Call.of(context).servedFrom(prediction.served().source().wireName());
    context
        .response()
        .putHeader("Content-Type", "application/json")
        .putHeader("ETag", prediction.etag());
    context.end(prediction.encode(ArrivalHandler.nanosSince(context)));
  }
}

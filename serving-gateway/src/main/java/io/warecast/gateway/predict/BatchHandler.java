package io.warecast.gateway.predict;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;
import io.warecast.gateway.http.ArrivalHandler;
import io.warecast.gateway.http.JsonMembers;
import io.warecast.gateway.problem.Problem;
import io.warecast.gateway.problem.ProblemException;
import io.warecast.gateway.problem.ProblemJson;
import io.warecast.gateway.problem.ProblemKind;
import io.warecast.gateway.security.Caller;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers several requests at once, each for itself, in the order in which they were sent. */
public final class BatchHandler implements Handler<RoutingContext> {

  private static final Logger LOG = LoggerFactory.getLogger(BatchHandler.class);
  private final Predictions predictions;
  private final int most;

  private BatchHandler(Predictions predictions, int most) {
    this.predictions = predictions;
    this.most = most;
  }

  /** Takes so many requests at once at most. */
  public static BatchHandler create(Predictions predictions, int most) {
    return new BatchHandler(predictions, most);
  }

  @Override
  public void handle(RoutingContext context) {
    Caller caller = Caller.of(context);
    List<Future<Buffer>> results = new ArrayList<>();
    for (JsonNode each : requests(context)) {
      results.add(result(context, caller, each));
    }
    Future.all(results).onSuccess(done -> send(context, done.list())).onFailure(context::fail);
  }

  private JsonNode requests(RoutingContext context) {
    JsonMembers body = JsonMembers.of(context);
    JsonNode requests = body.any("requests").orElse(null);
    if (requests == null || !requests.isArray() || requests.isEmpty() || requests.size() > most) {
      body.refuse("requests", "takes a list of 1 to " + most + " requests");
    }
    body.end();
    return java.util.Objects.requireNonNull(requests);
  }

  private Future<Buffer> result(RoutingContext context, Caller caller, JsonNode each) {
    // within a composition, so that what is thrown becomes this request's problem only
    return Future.succeededFuture(each)
        .compose(
            node -> {
              PredictRequest request = PredictRequestReader.read(Buffer.buffer(node.toString()));
              caller.requireAccess(request.key().warehouseId());
              return predictions.answer(request);
            })
        .map(
            prediction ->
                Buffer.buffer("{\"status\":200,\"prediction\":")
                    .appendBuffer(prediction.encode(ArrivalHandler.nanosSince(context)))
                    .appendString("}"))
        .otherwise(BatchHandler::problem);
  }

  private static Buffer problem(Throwable cause) {
    Problem problem;
    if (cause instanceof ProblemException known) {
      problem = known.problem();
    } else {
      LOG.error("a request of a batch failed", cause);
      problem = Problem.of(ProblemKind.INTERNAL_ERROR, "The log of the gateway has the cause.");
    }
    return Buffer.buffer("{\"status\":" + problem.kind().status() + ",\"problem\":")
        .appendBuffer(ProblemJson.encode(problem, ""))
        .appendString("}");
  }

  private static void send(RoutingContext context, List<Buffer> results) {
    if (context.response().ended()) {
      return;
    }
    Buffer body = Buffer.buffer("{\"results\":[");
    for (int i = 0; i < results.size(); i++) {
      body.appendString(i == 0 ? "" : ",").appendBuffer(results.get(i));
    }
    context.response().putHeader("Content-Type", "application/json");
    context.end(body.appendString("]}"));
  }
}

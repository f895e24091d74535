package io.warecast.gateway.problem;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.Router;
import io.warecast.gateway.RedisFixture;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ProblemHandlerIT {

  private static Vertx vertx;
  private static HttpServer server;

  @BeforeAll
  static void start() {
    vertx = Vertx.vertx();
    Router router = Router.router(vertx);
    router.route().failureHandler(ProblemHandler.create(1_024));
    router
        .route("/bug")
        .handler(
            context -> {
              throw new IllegalStateException("secret detail");
            });
    router
        .route("/problem")
        .handler(
            context -> {
              throw Problem.invalid(List.of(FieldError.ofMember("a", "is \"b\"")))
                  .withMember("more", "1")
                  .withHeader("X-More", "2")
                  .toException();
            });
    server =
        RedisFixture.await(vertx.createHttpServer().requestHandler(router).listen(0, "127.0.0.1"));
  }

  @AfterAll
  static void stop() {
    RedisFixture.await(vertx.close());
  }

  private static HttpResponse<String> get(String path) throws Exception {
    URI uri = URI.create("http://127.0.0.1:" + server.actualPort() + path);
    return HttpClient.newHttpClient()
        .send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
  }

  @Test
  void tellsNothingOfAnUnexpectedFailure() throws Exception {
    HttpResponse<String> answer = get("/bug");

    assertThat(answer.statusCode()).isEqualTo(500);
    assertThat(answer.body())
        .isEqualTo(
            "{\"type\":\"urn:warecast:problem:internal-error\","
                + "\"title\":\"The gateway failed unexpectedly\",\"status\":500,"
                + "\"detail\":\"The log of the gateway has the cause.\",\"instance\":\"/bug\"}");
  }

  @Test
  void writesErrorsMembersAndHeadersOfAProblem() throws Exception {
    HttpResponse<String> answer = get("/problem");

    assertThat(answer.statusCode()).isEqualTo(422);
    assertThat(answer.headers().firstValue("x-more")).contains("2");
    assertThat(answer.headers().firstValue("content-type")).contains("application/problem+json");
    assertThat(answer.body())
        .endsWith(
            "\"instance\":\"/problem\","
                + "\"errors\":[{\"pointer\":\"#/a\",\"detail\":\"is \\\"b\\\"\"}],\"more\":\"1\"}");
  }
}

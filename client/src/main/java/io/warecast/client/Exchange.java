package io.warecast.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;

/** Requests and answers over HTTP, as JSON and records. */
final class Exchange {

  static final String JSON = "application/json";

  private static final int OK = 200;
  private static final Object NO_QUERY = Map.of();

  private final ClientConfig config;
  private final String root;

  Exchange(ClientConfig config) {
    this.config = config;
    this.root = config.gateway().toString().replaceAll("/+$", "");
  }

  ClientConfig config() {
    return config;
  }

  /** A path whose variable parts are encoded. */
  static String path(String template, String... parts) {
    return String.format(
        template, Arrays.stream(parts).map(Exchange::encode).toArray(Object[]::new));
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  <T> T get(Class<T> type, String path) {
    return get(type, path, NO_QUERY);
  }

  /** The members of a record are the parameters of the query. */
  <T> T get(Class<T> type, String path, Object query) {
    return read(send(request(path + query(query), JSON).GET()), type);
  }

  String text(String path, String mediaType, Object query) {
    return send(request(path + query(query), mediaType).GET());
  }

  <T> T post(Class<T> type, String path, Object body) {
    return read(
        send(
            request(path, JSON)
                .header("Content-Type", JSON)
                .POST(BodyPublishers.ofString(Json.write(body)))),
        type);
  }

  /** A request with the token of the moment, without a limit of time. */
  HttpRequest.Builder request(String pathAndQuery, String mediaType) {
    return HttpRequest.newBuilder(URI.create(root + pathAndQuery))
        .header("Accept", mediaType + ", application/problem+json;q=0.9")
        .header("Authorization", "Bearer " + config.token().get());
  }

  private static String query(Object query) {
    Map<String, Object> members = Json.members(query);
    return members.isEmpty()
        ? ""
        : members.entrySet().stream()
            .map(each -> encode(each.getKey()) + "=" + encode(each.getValue().toString()))
            .collect(Collectors.joining("&", "?", ""));
  }

  private String send(HttpRequest.Builder builder) {
    HttpRequest request = builder.timeout(config.timeout()).build();
    try {
      HttpResponse<String> answer = config.http().send(request, BodyHandlers.ofString());
      if (answer.statusCode() != OK) {
        throw ProblemException.of(answer.statusCode(), answer.headers(), answer.body());
      }
      return answer.body();
    } catch (IOException e) {
      throw unreachable(request.uri(), e);
    } catch (InterruptedException e) {
      throw interrupted();
    }
  }

  static UncheckedIOException unreachable(URI uri, IOException cause) {
    return new UncheckedIOException(
        "the gateway does not answer %s: %s".formatted(uri, cause), cause);
  }

  static UncheckedIOException interrupted() {
    Thread.currentThread().interrupt();
    return new UncheckedIOException(
        new InterruptedIOException("interrupted while waiting for the gateway"));
  }

  static <T> T read(String text, Class<T> type) {
    try {
      return Json.read(text, type);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(
          "the gateway's answer is no %s: %s"
              .formatted(type.getSimpleName(), e.getOriginalMessage()),
          e);
    }
  }
}

package io.warecast.gateway;

import static org.awaitility.Awaitility.await;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Callers of predict that go on until they are told to stop, and what came of their calls. */
final class Load {

  /** So that a gateway that refuses at once is not called a hundred thousand times. */
  private static final long PAUSE_NANOS = Duration.ofMillis(2).toNanos();

  private static final Pattern SOURCE =
      Pattern.compile("\"served_from\":\"([a-z-]+)\"|\"type\":\"urn:warecast:problem:([a-z-]+)\"");

  private final Map<String, Integer> outcomes = new ConcurrentSkipListMap<>();
  private final List<Thread> callers = new ArrayList<>();
  private volatile boolean isDone;

  private Load() {}

  /** One caller a body. */
  static Load start(GatewayFixture gateway, List<String> bodies) {
    Load load = new Load();
    for (String body : bodies) {
      HttpRequest request = gateway.predict(body).build();
      Thread caller = new Thread(() -> load.call(request), "caller");
      load.callers.add(caller);
      caller.start();
    }
    return load;
  }

  private void call(HttpRequest request) {
    HttpClient client = HttpClient.newHttpClient();
    while (!isDone) {
      String outcome;
      try {
        outcome = outcomeOf(client.send(request, BodyHandlers.ofString()));
      } catch (Exception e) {
        outcome = e.toString();
      }
      outcomes.merge(outcome, 1, Integer::sum);
      LockSupport.parkNanos(PAUSE_NANOS);
    }
  }

  private static String outcomeOf(HttpResponse<String> answer) {
    Matcher found = SOURCE.matcher(answer.body());
    String said =
        !found.find() ? answer.body() : found.group(1) == null ? found.group(2) : found.group(1);
    boolean saysWhen = answer.headers().firstValue("Retry-After").isPresent();
    return answer.statusCode() + " " + said + (saysWhen ? ", retry" : "");
  }

  /** Waits until so many more calls had an outcome that begins like this. */
  void awaitMore(int calls, String outcome) {
    long before = calls(outcome);
    await().atMost(Duration.ofSeconds(30)).until(() -> calls(outcome) >= before + calls);
  }

  private long calls(String outcome) {
    return outcomes.entrySet().stream()
        .filter(each -> each.getKey().startsWith(outcome))
        .mapToLong(Map.Entry::getValue)
        .sum();
  }

  /** All calls so far. */
  long calls() {
    return calls("");
  }

  /** Ends the calls: how many there were by status and what the answer said. */
  Map<String, Integer> stop() {
    isDone = true;
    try {
      for (Thread each : callers) {
        each.join();
      }
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
    return outcomes;
  }
}

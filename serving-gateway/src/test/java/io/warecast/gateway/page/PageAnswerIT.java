package io.warecast.gateway.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.warecast.gateway.GatewayFixture;
import io.warecast.gateway.RedisFixture;
import java.io.ByteArrayInputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** How the page travels; it needs no token and no store. */
class PageAnswerIT {

  private static final HttpClient CLIENT = HttpClient.newHttpClient();
  private static GatewayFixture gateway;

  @BeforeAll
  static void start() {
    gateway = GatewayFixture.start(RedisFixture.freePort());
  }

  @AfterAll
  static void stop() {
    gateway.close();
  }

  @Test
  void isAskedForEachTimeAndSentOnce() throws Exception {
    HttpResponse<byte[]> first = get("/");
    HttpResponse<byte[]> again = get("/", "If-None-Match", header(first, "ETag"));

    assertThat(first.statusCode()).isEqualTo(200);
    assertThat(header(first, "Content-Type")).isEqualTo("text/html; charset=utf-8");
    assertThat(header(first, "Cache-Control")).isEqualTo("no-cache");
    assertThat(again.statusCode()).isEqualTo(304);
    assertThat(again.body()).isEmpty();
  }

  @Test
  void letsBrowsersKeepItsPartsForEver() throws Exception {
    HttpResponse<byte[]> script = get(addressOf("app.js"));

    assertThat(script.statusCode()).isEqualTo(200);
    assertThat(header(script, "Content-Type")).isEqualTo("text/javascript; charset=utf-8");
    assertThat(header(script, "Cache-Control")).contains("max-age=31536000", "immutable");
  }

  @Test
  void runsNothingThatIsNotItsOwn() throws Exception {
    assertThat(header(get("/"), "Content-Security-Policy"))
        .startsWith("default-src 'self';")
        .doesNotContain("unsafe");
  }

  @Test
  void travelsCompressed() throws Exception {
    HttpResponse<byte[]> plain = get(addressOf("style.css"));
    HttpResponse<byte[]> gzipped = get(addressOf("style.css"), "Accept-Encoding", "br, gzip;q=0.8");

    assertThat(header(gzipped, "Content-Encoding")).isEqualTo("gzip");
    assertThat(gzipped.body().length).isLessThan(plain.body().length / 2);
    try (GZIPInputStream body = new GZIPInputStream(new ByteArrayInputStream(gzipped.body()))) {
      assertThat(body.readAllBytes()).isEqualTo(plain.body());
    }
    assertThat(
            header(get(addressOf("style.css"), "Accept-Encoding", "gzip;q=0"), "Content-Encoding"))
        .isEmpty();
  }

  @Test
  void hasNoPartsOfOtherVersions() throws Exception {
    assertThat(get("/page/another/app.js").statusCode()).isEqualTo(404);
    assertThat(get("/page/../openapi.yaml").statusCode()).isNotEqualTo(500);
  }

  private static String addressOf(String name) throws Exception {
    String page = new String(get("/").body(), StandardCharsets.UTF_8);
    Matcher address = Pattern.compile("\"(/page/[^/]+/" + name + ")\"").matcher(page);
    assertThat(address.find()).isTrue();
    return address.group(1);
  }

  private static HttpResponse<byte[]> get(String path, String... headers) throws Exception {
    HttpRequest.Builder request = gateway.request(path).GET();
    if (headers.length > 0) {
      request.headers(headers);
    }
    return CLIENT.send(request.build(), BodyHandlers.ofByteArray());
  }

  private static String header(HttpResponse<byte[]> response, String name) {
    return response.headers().firstValue(name).orElse("");
  }
}

package io.warecast.gateway.document;

import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import io.warecast.gateway.http.JsonAnswer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * The OpenAPI document as YAML and JSON, and a page to read it and try it out, all from the class
 * path: read once, at the start.
 */
public final class ApiDocument {

  /** Where the document has the most requests of a batch, as it is unless configured otherwise. */
  private static final List<String> MOST_IN_A_BATCH =
      List.of(
          "Up to 500 requests in one",
          "minItems: 1, maxItems: 500, items: {$ref: \"#/components/schemas/PredictRequest\"}");

  private static final String PROPERTIES = "/META-INF/maven/org.webjars/swagger-ui/pom.properties";

  private final Buffer yaml;
  private final Buffer json;
  private final Map<String, Asset> assets;

  private record Asset(String type, Buffer body) {}

  private ApiDocument(Buffer yaml, Buffer json, Map<String, Asset> assets) {
    this.yaml = yaml;
    this.json = json;
    this.assets = assets;
  }

  /**
   * Reads the document and the page's parts. Waits: not to be called on an event loop.
   *
   * @param maxBatch the most requests of a batch, which the document tells
   */
  public static ApiDocument load(int maxBatch) {
    Buffer yaml = Buffer.buffer(bounded(resource("/openapi.yaml").toString(), maxBatch));
    Map<String, Object> document =
        new Yaml(new SafeConstructor(new LoaderOptions())).load(yaml.toString());
    String webjar = "/META-INF/resources/webjars/swagger-ui/" + webjarVersion() + "/";
    return new ApiDocument(
        yaml,
        new JsonObject(document).toBuffer(),
        Map.of(
            "", new Asset("text/html; charset=utf-8", resource("/docs/index.html")),
            "start.js", new Asset("text/javascript; charset=utf-8", resource("/docs/start.js")),
            "swagger-ui-bundle.js",
                new Asset(
                    "text/javascript; charset=utf-8", resource(webjar + "swagger-ui-bundle.js")),
            "swagger-ui.css",
                new Asset("text/css; charset=utf-8", resource(webjar + "swagger-ui.css"))));
  }

  private static String bounded(String document, int maxBatch) {
    String bounded = document;
    for (String each : MOST_IN_A_BATCH) {
      if (!bounded.contains(each)) {
        throw new IllegalStateException("openapi.yaml does not say: " + each);
      }
      bounded = bounded.replace(each, each.replace("500", Integer.toString(maxBatch)));
    }
    return bounded;
  }

  public Handler<RoutingContext> yaml() {
    return context -> JsonAnswer.sendConditionally(context, "application/yaml", yaml);
  }

  public Handler<RoutingContext> json() {
    return context -> JsonAnswer.sendConditionally(context, "application/json", json);
  }

  /** Answers below {@code /docs/}; passes on what it does not have. */
  public Handler<RoutingContext> page() {
    return context -> {
      Asset asset = assets.get(context.request().path().substring("/docs/".length()));
      if (asset == null) {
        context.next();
      } else {
        JsonAnswer.sendConditionally(context, asset.type(), asset.body());
      }
    };
  }

  private static String webjarVersion() {
    try (InputStream stream = open(PROPERTIES)) {
      Properties properties = new Properties();
      properties.load(stream);
      return properties.getProperty("version");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Buffer resource(String path) {
    try (InputStream stream = open(path)) {
      return Buffer.buffer(stream.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static InputStream open(String path) throws IOException {
    InputStream stream = ApiDocument.class.getResourceAsStream(path);
    if (stream == null) {
      throw new IOException("the class path has no " + path);
    }
    return stream;
  }
}

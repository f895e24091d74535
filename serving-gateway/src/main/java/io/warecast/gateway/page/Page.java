package io.warecast.gateway.page;

import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The web page, read from the class path once and served from memory.
 *
 * <p>Its parts lie below a folder that is named by their digest, so that browsers may keep them for
 * ever and still load all of them anew when one has changed.
 */
public final class Page {

  static final List<String> PARTS =
      List.of(
          "api.js",
          "app.js",
          "chart.js",
          "combobox.js",
          "dom.js",
          "explain.js",
          "favicon.svg",
          "forecast.js",
          "format.js",
          "models.js",
          "operation.js",
          "panel.js",
          "past.js",
          "stream.js",
          "style.css",
          "whatif.js");

  private static final String FOLDER = "page/";
  private static final String FOR_EVER = "public, max-age=31536000, immutable";
  private static final String ASK_EACH_TIME = "no-cache";

  private final Asset index;
  private final Map<String, Asset> parts;

  private Page(Asset index, Map<String, Asset> parts) {
    this.index = index;
    this.parts = parts;
  }

  /** Reads all of it. Waits: not to be called on an event loop. */
  public static Page load() {
    Map<String, byte[]> bodies =
        PARTS.stream().collect(Collectors.toMap(Function.identity(), Page::resource));
    String folder = "/" + FOLDER + Asset.digest(PARTS.stream().map(bodies::get)) + "/";
    String index = new String(resource("index.html"), StandardCharsets.UTF_8);
    String addressed = index.replace("\"" + FOLDER, "\"" + folder);
    Map<String, Asset> parts =
        PARTS.stream()
            .collect(
                Collectors.toMap(
                    name -> folder + name,
                    name -> Asset.of(typeOf(name), FOR_EVER, body(bodies, name))));
    return new Page(
        Asset.of(
            "text/html; charset=utf-8", ASK_EACH_TIME, addressed.getBytes(StandardCharsets.UTF_8)),
        parts);
  }

  /** Answers with the page itself. */
  public Handler<RoutingContext> index() {
    return index::send;
  }

  /** Answers with a part of this page; passes on what is none, or one of another version. */
  public Handler<RoutingContext> parts() {
    return context -> {
      Asset part = parts.get(context.request().path());
      if (part == null) {
        context.next();
      } else {
        part.send(context);
      }
    };
  }

  private static byte[] body(Map<String, byte[]> bodies, String name) {
    return Objects.requireNonNull(bodies.get(name));
  }

  private static String typeOf(String name) {
    return switch (name.substring(name.lastIndexOf('.'))) {
      case ".js" -> "text/javascript; charset=utf-8";
      case ".css" -> "text/css; charset=utf-8";
      case ".svg" -> "image/svg+xml";
      default -> throw new IllegalArgumentException(name + " has no known media type");
    };
  }

  private static byte[] resource(String name) {
    try (InputStream stream = Page.class.getResourceAsStream("/" + FOLDER + name)) {
      if (stream == null) {
        throw new IllegalStateException("the class path has no " + FOLDER + name);
      }
      return stream.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

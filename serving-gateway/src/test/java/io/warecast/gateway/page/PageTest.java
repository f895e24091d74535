package io.warecast.gateway.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PageTest {

  @Test
  void servesEveryFileOfItsFolder() throws Exception {
    try (Stream<Path> files = Files.list(folder())) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrderElementsOf(
              Stream.concat(Page.PARTS.stream(), Stream.of("index.html")).toList());
    }
  }

  @Test
  void asksForEveryModuleAtOnce() throws Exception {
    List<String> preloaded =
        Pattern.compile("modulepreload\" href=\"page/([a-z]+\\.js)\"")
            .matcher(text("index.html"))
            .results()
            .map(match -> match.group(1))
            .toList();
    assertThat(preloaded)
        .containsExactlyElementsOf(
            Page.PARTS.stream()
                .filter(name -> name.endsWith(".js") && !name.equals("app.js"))
                .toList());
  }

  /** The policy of the page would keep them from having an effect. */
  @Test
  void hasNoScriptOrStyleInItsMarkup() throws Exception {
    assertThat(text("index.html")).doesNotContain("<style", " style=", "javascript:");
    assertThat(Pattern.compile("\\son[a-z]+=").matcher(text("index.html")).find()).isFalse();
    assertThat(
            Pattern.compile("<script(?! type=\"module\" src=)").matcher(text("index.html")).find())
        .isFalse();
  }

  @Test
  void loadsNothingFromElsewhere() throws Exception {
    for (String name : Page.PARTS) {
      assertThat(
              Pattern.compile("https?://(?!www\\.w3\\.org/2000/svg)[^\\s'\"]*")
                  .matcher(text(name))
                  .results()
                  .map(MatchResult::group))
          .as(name)
          .isEmpty();
    }
  }

  @Test
  void neverReadsTextAsMarkup() throws Exception {
    for (String name : Page.PARTS) {
      assertThat(text(name)).as(name).doesNotContain("innerHTML", "insertAdjacentHTML", "eval(");
    }
  }

  private static Path folder() throws Exception {
    return Path.of(Objects.requireNonNull(Page.class.getResource("/page")).toURI());
  }

  private static String text(String name) throws Exception {
    return read(folder().resolve(name));
  }

  private static String read(Path file) throws IOException {
    return Files.readString(file);
  }
}

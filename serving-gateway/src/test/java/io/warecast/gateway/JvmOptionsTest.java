package io.warecast.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class JvmOptionsTest {

  @Test
  void giveTheHeapOneSizeThatIsResidentFromTheStart() throws Exception {
    String flags = flags();

    assertThat(flag(flags, "InitialHeapSize")).isEqualTo(flag(flags, "MaxHeapSize"));
    assertThat(flag(flags, "AlwaysPreTouch")).isEqualTo("true");
  }

  private static String flags() throws Exception {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "@jvm.options",
                "-XX:+PrintFlagsFinal",
                "-version")
            .redirectErrorStream(true)
            .start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(output).isZero();
    return output;
  }

  private static String flag(String flags, String name) {
    Matcher line = Pattern.compile(" " + name + " += (\\S+)").matcher(flags);
    assertThat(line.find()).as(name).isTrue();
    return line.group(1);
  }
}

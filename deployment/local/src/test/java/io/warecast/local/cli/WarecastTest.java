package io.warecast.local.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class WarecastTest {

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void suggestsTheCommandThatWasMeant() {
    assertThat(run("statsu")).isEqualTo(2);
    assertThat(err.toString()).contains("Did you mean", "warecast status", "warecast --help");
  }

  @Test
  void suggestsTheOptionThatWasMeant() {
    assertThat(run("up", "--redis-prt", "1")).isEqualTo(2);
    assertThat(err.toString()).contains("--redis-port", "Try 'warecast up --help'");
  }

  @Test
  void asksForACommandWhenThereIsNone() {
    assertThat(run()).isEqualTo(2);
    assertThat(err.toString()).contains("Which command?");
  }

  @Test
  void refusesAWarehouseIdThatCannotBe() {
    assertThat(run("forecast", "W:1")).isEqualTo(2);
    assertThat(err.toString()).contains("warehouse_id 'W:1'", "reserved");
  }

  @ParameterizedTest
  @ValueSource(strings = {"up", "down", "status", "forecast", "token"})
  void explainsEveryCommandWithAnExample(String command) {
    assertThat(run(command, "--help")).isZero();
    assertThat(out.toString()).contains("Example", "warecast " + command, "--home");
  }

  @Test
  void explainsACommandThatHelpIsAskedAbout() {
    assertThat(run("help", "up")).isZero();
    assertThat(out.toString()).contains("warecast up", "--redis-port");
  }

  @Test
  void explainsACommandOfACommand() {
    assertThat(run("help", "models", "promote")).isZero();
    assertThat(out.toString()).contains("warecast models promote", "VERSION");
  }

  @Test
  void namesTheCommandThatHelpKnowsNothingOf() {
    assertThat(run("help", "models", "shwo")).isEqualTo(2);
    assertThat(err.toString())
        .contains("'warecast models' has no command 'shwo'.", "Try 'warecast models --help'");
    assertThat(run("help", "--help")).isZero();
  }

  private int run(String... args) {
    CommandLine commands = Warecast.commandLine();
    commands.setOut(new PrintWriter(out));
    commands.setErr(new PrintWriter(err));
    return commands.execute(args);
  }
}

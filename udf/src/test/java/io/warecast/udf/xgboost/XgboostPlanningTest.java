package io.warecast.udf.xgboost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.warecast.scoring.PlainBoosters;
import java.nio.file.Path;
import java.util.List;
import org.apache.flink.api.common.RuntimeExecutionMode;
import org.apache.flink.table.api.TableEnvironment;
import org.assertj.core.api.AbstractStringAssert;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class XgboostPlanningTest {

  private static final String INPUT = "price DOUBLE, visits INT, weekend BOOLEAN";

  @TempDir Path folder;
  private TableEnvironment session;
  private String named;

  @BeforeEach
  void openSession() {
    session = SqlModels.session(RuntimeExecutionMode.STREAMING).tables();
    named =
        SqlModels.write(
            folder.resolve("named.json"), PlainBoosters.regression("json", PlainBoosters.NAMES));
  }

  @Test
  void bothWaysToRunCanBeAskedFor() {
    create(INPUT, "p DOUBLE", "'path'='" + named + "'");
    for (String settings : List.of("", ", MAP['async','true']", ", MAP['async','false']")) {
      assertThat(session.explainSql(prediction(INPUT, settings))).contains("MLPredict");
    }
  }

  @Test
  void aMissingFileIsNamed() {
    String path = folder.resolve("none.json").toUri().toString();
    error(INPUT, "p DOUBLE", "'path'='" + path + "'")
        .contains("no model file " + path)
        .contains("check the path");
  }

  @Test
  void aFolderIsNoModel() {
    String path = folder.toUri().toString();
    error(INPUT, "p DOUBLE", "'path'='" + path + "'").contains("model file " + path);
  }

  @Test
  void anUnknownFileSystemIsNamed() {
    error(INPUT, "p DOUBLE", "'path'='nowhere://bucket/model.ubj'")
        .contains("cannot read model file nowhere://bucket/model.ubj");
  }

  @Test
  void aFileThatIsNoModelIsNamed() {
    String path = SqlModels.write(folder.resolve("model.json"), "{\"a\": 1}".getBytes());
    error(INPUT, "p DOUBLE", "'path'='" + path + "'")
        .contains("model file " + path + " cannot be used")
        .contains("JSON or UBJ");
  }

  @Test
  void anEmptyFileIsNamed() {
    String path = SqlModels.write(folder.resolve("model.ubj"), new byte[0]);
    error(INPUT, "p DOUBLE", "'path'='" + path + "'")
        .contains("model file " + path + " cannot be used");
  }

  @Test
  void aMissingPathIsAskedFor() {
    error(INPUT, "p DOUBLE", "'max-batch-rows'='10'").contains("path");
  }

  @Test
  void unknownOptionsAreRefused() {
    error(INPUT, "p DOUBLE", "'path'='" + named + "', 'threads'='3'")
        .contains("Unsupported options")
        .contains("threads");
  }

  @Test
  void optionsHaveTypesAndLimits() {
    create(INPUT, "p DOUBLE", "'path'='" + named + "', 'max-batch-rows'='many'");
    assertThatThrownBy(() -> session.explainSql(prediction(INPUT, "")))
        .hasStackTraceContaining("Invalid value for option 'max-batch-rows'");
    session.executeSql("DROP MODEL m");
    error(INPUT, "p DOUBLE", "'path'='" + named + "', 'max-batch-rows'='0'")
        .contains("'max-batch-rows' is 0");
  }

  @Test
  void aVersionNeedsANameOfAModel() {
    error(INPUT, "p DOUBLE", "'path'='" + named + "', 'version'='latest'").contains("add 'name'");
  }

  @Test
  void missingAndSuperfluousInputColumnsAreNamed() {
    error("price DOUBLE, colour INT, weekend BOOLEAN", "p DOUBLE", "'path'='" + named + "'")
        .contains("missing: visits")
        .contains("superfluous: colour")
        .contains("Columns go by name: price, visits, weekend");
  }

  @Test
  void theCountOfInputColumnsMattersToAModelWithoutNames() {
    String path = SqlModels.write(folder.resolve("plain.ubj"), PlainBoosters.regression("ubj"));
    error("a DOUBLE, b DOUBLE", "p DOUBLE", "'path'='" + path + "'")
        .contains("INPUT has 2 columns, the model takes 3");
  }

  @Test
  void inputsThatAreNoNumbersAreRefusedByName() {
    error("price STRING, visits INT, weekend BOOLEAN", "p DOUBLE", "'path'='" + named + "'")
        .contains("INPUT column price is STRING");
    error("price DOUBLE, visits DATE, weekend BOOLEAN", "p DOUBLE", "'path'='" + named + "'")
        .contains("INPUT column visits is DATE");
  }

  @Test
  void aTableColumnThatIsNoNumberIsRefused() {
    create(INPUT, "p DOUBLE", "'path'='" + named + "'");
    session.executeSql(
        "CREATE TABLE texts (a STRING, visits INT, weekend BOOLEAN) WITH ('connector'='datagen')");
    assertThatThrownBy(
            () ->
                session.explainSql(
                    "SELECT * FROM ML_PREDICT(TABLE texts, MODEL m, DESCRIPTOR(a, visits, weekend))"))
        .hasStackTraceContaining("STRING");
  }

  @Test
  void theCountOfOutputColumnsIsTheModels() {
    String path = SqlModels.write(folder.resolve("c.ubj"), PlainBoosters.classes(4, "ubj"));
    error(INPUT, "a DOUBLE, b DOUBLE", "'path'='" + path + "'")
        .contains("OUTPUT has 2 columns, the model gives 4");
  }

  @Test
  void outputsThatAreNoFractionsAreRefusedByName() {
    error(INPUT, "p INT", "'path'='" + named + "'").contains("OUTPUT column p is INT");
    error(INPUT, "p FLOAT NOT NULL", "'path'='" + named + "'").contains("OUTPUT column p is NOT");
  }

  @Test
  void anUnknownRegistryModelIsNamed() {
    String root = folder.toUri().toString();
    error(INPUT, "p DOUBLE", "'path'='" + root + "', 'name'='demand'")
        .contains("no model 'latest' in")
        .contains("demand");
  }

  /** What a SQL client shows: the message of the innermost cause. */
  private AbstractStringAssert<?> error(String input, String output, String options) {
    Throwable error =
        catchThrowable(
            () -> {
              create(input, output, options);
              session.explainSql(prediction(input, ""));
            });
    assertThat(error).isNotNull();
    session.executeSql("DROP MODEL IF EXISTS m");
    return assertThat(innermost(error).getMessage());
  }

  private void create(String input, String output, String options) {
    session.executeSql(
        "CREATE MODEL m INPUT (%s) OUTPUT (%s) WITH ('provider'='xgboost', %s)"
            .formatted(input, output, options));
  }

  private String prediction(String input, String settings) {
    session.executeSql("DROP TABLE IF EXISTS t");
    session.executeSql("CREATE TABLE t (%s) WITH ('connector'='datagen')".formatted(input));
    String columns = input.replaceAll(" [A-Z]+", "");
    return "SELECT * FROM ML_PREDICT(TABLE t, MODEL m, DESCRIPTOR(%s)%s)"
        .formatted(columns, settings);
  }

  private static Throwable innermost(Throwable error) {
    return error.getCause() == null ? error : innermost(error.getCause());
  }
}

package io.warecast.local.cli;

import io.warecast.domain.series.SeriesKey;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The series that a command is about. */
final class SeriesArguments {

  @Spec(Spec.Target.MIXEE)
  private CommandSpec command = CommandSpec.create();

  @Parameters(index = "0", paramLabel = "WAREHOUSE", description = "Id of the warehouse.")
  private String warehouse = "";

  @Parameters(
      index = "1",
      paramLabel = "ITEM",
      defaultValue = SeriesKey.TOTAL,
      description = "Id of the item; without one, the whole warehouse (${DEFAULT-VALUE}).")
  private String item = SeriesKey.TOTAL;

  /**
   * @throws ParameterException when an id has characters that none may have
   */
  SeriesKey key() {
    try {
      return new SeriesKey(warehouse, item);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(command.commandLine(), e.getMessage(), e);
    }
  }
}

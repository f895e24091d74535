package io.warecast.pipeline.job;

import io.warecast.domain.ActionableException;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.concurrent.Callable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.TypeConversionException;

/**
 * How the mains read their options; a wrong one stops the start with its name and what it takes.
 */
public final class JobCommandLine {

  private static final Logger LOG = LoggerFactory.getLogger(JobCommandLine.class);

  private JobCommandLine() {}

  /**
   * Runs a main inside Flink, where only what is thrown marks the application as failed.
   *
   * @throws ActionableException why the options are refused, or what the command threw
   */
  static <T> T run(Callable<T> command, String... arguments) throws Exception {
    try {
      withConverters(new CommandLine(command)).parseArgs(arguments);
    } catch (ParameterException e) {
      throw new ActionableException(String.valueOf(e.getMessage()), e);
    }
    return command.call();
  }

  /** Adds the types that the jobs' options have to a command line that takes them too. */
  public static CommandLine withConverters(CommandLine line) {
    return line.registerConverter(LocalDate.class, JobCommandLine::day);
  }

  /** Tells the log. */
  static ProgressListener logged() {
    return (stage, done) ->
        LOG.info("{}: {} of {} {}", stage.title(), done, stage.total(), stage.unit());
  }

  private static LocalDate day(String text) {
    try {
      return LocalDate.parse(text);
    } catch (DateTimeParseException e) {
      throw new TypeConversionException(
          "'" + text + "' is no day of the form YYYY-MM-DD, such as 2026-01-31");
    }
  }
}

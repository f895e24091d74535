package io.warecast.local.cli;

import io.warecast.domain.ActionableException;
import java.io.PrintWriter;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** Turns failures into one clear message on standard error and an exit code. */
final class Failures implements IExecutionExceptionHandler {

  private final GlobalOptions global;

  Failures(GlobalOptions global) {
    this.global = global;
  }

  @Override
  public int handleExecutionException(Exception failure, CommandLine line, ParseResult parsed) {
    LoggerFactory.getLogger(Failures.class).error("{} failed", line.getCommandName(), failure);
    PrintWriter err = line.getErr();
    if (failure instanceof ActionableException) {
      err.println(failure.getMessage());
    } else {
      err.printf(
          "'warecast %s' failed unexpectedly: %s%nThe stack trace is in %s; --verbose prints it here.%n",
          line.getCommandName(), failure, System.getProperty("log.file", "the log"));
    }
    if (global.verbose()) {
      failure.printStackTrace(err);
    }
    err.flush();
    return ExitCode.SOFTWARE;
  }

  /** Says what was wrong with the arguments, what may have been meant, and where help is. */
  static int wronglyCalled(ParameterException failure, String[] args) {
    CommandLine line = failure.getCommandLine();
    PrintWriter err = line.getErr();
    err.println(failure.getMessage());
    UnmatchedArgumentException.printSuggestions(failure, err);
    err.printf("Try '%s --help'.%n", line.getCommandSpec().qualifiedName());
    err.flush();
    return ExitCode.USAGE;
  }
}

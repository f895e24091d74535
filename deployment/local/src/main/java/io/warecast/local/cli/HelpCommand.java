package io.warecast.local.cli;

import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code warecast help}: picocli's own knows no commands of commands. */
@Command(
    name = "help",
    helpCommand = true,
    mixinStandardHelpOptions = true,
    description = "Explain a command.")
final class HelpCommand implements Callable<Integer> {

  @Parameters(arity = "0..*", paramLabel = "COMMAND", description = "As in 'help models show'.")
  private List<String> names = List.of();

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    CommandLine explained = spec.parent().commandLine();
    for (String name : names) {
      CommandLine found = explained.getSubcommands().get(name);
      if (found == null) {
        throw new ParameterException(
            explained,
            "'%s' has no command '%s'."
                .formatted(explained.getCommandSpec().qualifiedName(), name));
      }
      explained = found;
    }
    explained.usage(spec.commandLine().getOut());
    return 0;
  }
}

package dev.loopwarden.cli;

import dev.loopwarden.app.OperatorSettings;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// `loopwarden settings`: each of the operator's settings, its value and where it comes from.
@Command(name = "settings", description = "Lists the service's settings, and where each comes from: a variable, a file that a variable names, loopwarden.yml, or the default.", mixinStandardHelpOptions = true)
final class SettingsCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @SuppressWarnings("NullAway.Init") // picocli fills the field
  SettingsCommand() {}

  @Override
  public Integer call() {
    OperatorSettings.table(System.getenv()).forEach(spec.commandLine().getOut()::println);
    return ExitCode.CLEAN;
  }
}

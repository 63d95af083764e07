package dev.loopwarden.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `loopwarden`: the commands and their exit codes.
@Command(
    name = "loopwarden",
    description = "Reviews Python code for asyncio risks.",
    version = "loopwarden 0.1.0",
    mixinStandardHelpOptions = true,
    subcommands = {ScanCommand.class, ExplainCommand.class, RulesCommand.class, AstCommand.class},
    exitCodeOnInvalidInput = ExitCode.USAGE,
    exitCodeOnExecutionException = ExitCode.INTERNAL)
public final class Main implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @SuppressWarnings("NullAway.Init") // picocli fills the field
  public Main() {}

  public static void main(String[] args) {
    System.exit(new CommandLine(new Main()).execute(args));
  }

  @Override
  public Integer call() {
    throw new ParameterException(spec.commandLine(), "name a command");
  }
}

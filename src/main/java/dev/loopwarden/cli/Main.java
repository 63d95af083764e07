package dev.loopwarden.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.concurrent.Callable;
import picocli.AutoComplete.GenerateCompletion;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `loopwarden`: the commands and their exit codes.
@Command(
    name = "loopwarden",
    description = "Reviews Python code for asyncio risks.",
    versionProvider = Version.class,
    mixinStandardHelpOptions = true,
    subcommands = {ReviewCommand.class, ScanCommand.class, ExplainCommand.class, FactsCommand.class, RulesCommand.class, AstCommand.class, BenchCommand.class, ServeCommand.class, PingCommand.class, HealthcheckCommand.class, SettingsCommand.class, DoctorCommand.class, DemoCommand.class, GenerateCompletion.class},
    exitCodeOnInvalidInput = ExitCode.USAGE,
    exitCodeOnExecutionException = ExitCode.INTERNAL)
public final class Main implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @SuppressWarnings("NullAway.Init") // picocli fills the field
  public Main() {}

  public static void main(String[] args) {
    var out = new PrintWriter(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
    System.exit(run(out, new PrintWriter(System.err, true, StandardCharsets.UTF_8), args));
  }

  /// Whatever fails unexpectedly ends with 3 and one line; never with the code of findings.
  static int run(PrintWriter out, PrintWriter err, String... args) {
    CommandLine commands = new CommandLine(new Main()).setOut(out).setErr(err).setCaseInsensitiveEnumValuesAllowed(true);
    commands.setExecutionExceptionHandler((failure, _, _) -> failure instanceof FileSystemException file ? onDisk(file, err) : internal(failure, err));
    try {
      return commands.execute(args);
    } catch (StackOverflowError | OutOfMemoryError failure) {
      return internal(failure, err);
    }
  }

  /// A file that cannot be read or written is the caller's to mend.
  private static int onDisk(FileSystemException failure, PrintWriter err) {
    String why = switch (failure) {
      case NoSuchFileException _ -> "there is no such file or folder";
      case AccessDeniedException _ -> "it may not be read or written";
      case FileAlreadyExistsException _ -> "it is there already, and is no folder";
      default -> failure.getReason() == null ? failure.getClass().getSimpleName() : failure.getReason();
    };
    err.println("loopwarden: " + failure.getFile() + ": " + why);
    return ExitCode.USAGE;
  }

  private static int internal(Throwable failure, PrintWriter err) {
    err.println("loopwarden: internal error: " + failure);
    return ExitCode.INTERNAL;
  }

  @Override
  public Integer call() {
    throw new ParameterException(spec.commandLine(), "name a command");
  }
}

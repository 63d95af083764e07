package dev.loopwarden.cli;

import dev.loopwarden.python.CanonicalJson;
import dev.loopwarden.python.PythonParser;
import dev.loopwarden.source.SourceFile;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `loopwarden ast FILE...`: each file's syntax tree as one line of JSON, in the form of `CanonicalJson`.
@Command(
    name = "ast",
    description = "Prints the syntax tree of each Python file, one JSON line a file.",
    mixinStandardHelpOptions = true)
final class AstCommand implements Callable<Integer> {

  /// Room for trees that are deep where the source is long: a chain of 20,000 operators is one.
  private static final long STACK_BYTES = 512L << 20;

  @Parameters(arity = "1..*", paramLabel = "FILE", description = "Python files, or folders of them.")
  private List<Path> places = List.of();

  @Spec private CommandSpec spec;

  @SuppressWarnings("NullAway.Init") // picocli fills the field
  AstCommand() {}

  @Override
  public Integer call() throws InterruptedException {
    for (Path place : places) {
      if (!Files.isReadable(place)) {
        throw new ParameterException(spec.commandLine(), place + ": no such file, or it may not be read");
      }
    }
    var failures = new java.util.concurrent.atomic.AtomicReference<Throwable>();
    Thread thread = new Thread(null, this::print, "ast", STACK_BYTES);
    thread.setUncaughtExceptionHandler((_, failure) -> failures.set(failure));
    thread.start();
    thread.join();
    Throwable failure = failures.get();
    if (failure != null) {
      throw new IllegalStateException(failure);
    }
    return ExitCode.CLEAN;
  }

  private void print() {
    var out = new BufferedWriter(new OutputStreamWriter(System.out, StandardCharsets.UTF_8));
    try {
      for (Path place : places) {
        for (Path file : PythonFiles.at(place).files()) {
          var source = SourceFile.of(file.toString(), Files.readAllBytes(file));
          out.write(CanonicalJson.row(file.toString(), PythonParser.parse(source)));
          out.write('\n');
        }
      }
      out.flush();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}

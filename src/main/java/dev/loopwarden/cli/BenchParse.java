package dev.loopwarden.cli;

import dev.loopwarden.bench.ParseSpeed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `loopwarden bench parse PATH...`: the speed of the parser, beside others.
@Command(name = "parse", description = "Measures how fast Python sources become trees.", mixinStandardHelpOptions = true)
final class BenchParse implements Callable<Integer> {

  @Parameters(arity = "1..*", paramLabel = "PATH", description = "Python files, or folders of them.")
  private List<Path> places = List.of();

  @Option(names = "--peer", arity = "1..*", paramLabel = "JAR",
      description = "JARs with a parser as a service of java.util.function.Function (text to tree), run in this JVM.")
  private List<Path> peers = List.of();

  @Option(names = "--python", paramLabel = "PYTHON", description = "A Python 3 whose ast.parse is measured beside ours. It is executed.")
  private @Nullable Path python;

  @Option(names = "--files", defaultValue = "7000", description = "At most so many files; default: ${DEFAULT-VALUE}.")
  private int files;

  @Option(names = "--rounds", defaultValue = "3", description = "Of the warm-up and of the warm files; default: ${DEFAULT-VALUE}.")
  private int rounds;

  @Option(names = "--seed", defaultValue = "1", description = "Of the order of the files; default: ${DEFAULT-VALUE}.")
  private long seed;

  @Spec private CommandSpec spec;

  @SuppressWarnings("NullAway.Init") // picocli fills the field
  BenchParse() {}

  @Override
  public Integer call() throws IOException, InterruptedException {
    var found = new ArrayList<Path>();
    for (Path place : places) {
      if (!Files.isReadable(place)) {
        throw new ParameterException(spec.commandLine(), place + ": no such file, or it may not be read");
      }
      found.addAll(PythonFiles.at(place).files());
    }
    for (Path peer : peers) {
      if (!Files.isRegularFile(peer)) {
        throw new ParameterException(spec.commandLine(), peer + ": no such file; --peer takes a JAR that offers a java.util.function.Function");
      }
    }
    if (found.size() < 2 || rounds < 1) {
      throw new ParameterException(spec.commandLine(), "at least two files and one round are needed");
    }
    var plan =
        new ParseSpeed.Plan(found.subList(0, Math.min(files, found.size())), peers, Optional.ofNullable(python), rounds, seed);
    spec.commandLine().getOut().print(ParseSpeed.table(plan));
    spec.commandLine().getOut().flush();
    return ExitCode.CLEAN;
  }
}

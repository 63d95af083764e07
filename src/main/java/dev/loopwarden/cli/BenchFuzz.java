package dev.loopwarden.cli;

import dev.loopwarden.bench.Fuzz;
import dev.loopwarden.bench.Mutations;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `loopwarden bench fuzz PATH...`: the parser over damaged copies of sources.
@Command(
    name = "fuzz",
    description = "Parses damaged copies of Python sources until the time is over; each failure is printed with its number.",
    mixinStandardHelpOptions = true)
final class BenchFuzz implements Callable<Integer> {

  @Parameters(arity = "1..*", paramLabel = "PATH", description = "Python files, or folders of them.")
  private List<Path> places = List.of();

  @Option(names = "--seconds", defaultValue = "60", description = "How long; default: ${DEFAULT-VALUE}.")
  private long seconds;

  @Option(names = "--seed", defaultValue = "1", description = "Default: ${DEFAULT-VALUE}.")
  private long seed;

  @Option(names = "--only", paramLabel = "N", description = "Only the input of this number.")
  private @Nullable Long only;

  @Option(names = "--keep", paramLabel = "DIR", description = "Where the inputs that fail are written.")
  private @Nullable Path keep;

  @Spec private CommandSpec spec;

  @SuppressWarnings("NullAway.Init") // picocli fills the field
  BenchFuzz() {}

  @Override
  public Integer call() throws IOException {
    var sources = new ArrayList<byte[]>();
    for (Path place : places) {
      if (!Files.isReadable(place)) {
        throw new ParameterException(spec.commandLine(), place + ": no such file, or it may not be read");
      }
      for (Path file : PythonFiles.at(place).files()) {
        sources.add(Files.readAllBytes(file));
      }
    }
    if (sources.isEmpty()) {
      throw new ParameterException(spec.commandLine(), "there is no Python file at these places");
    }
    long end = System.nanoTime() + seconds * 1_000_000_000L;
    long first = only == null ? 0 : only;
    var mutations = new Mutations(sources, seed);
    Fuzz.Outcome outcome =
        Fuzz.run(mutations, first, number -> only == null ? System.nanoTime() < end : number == first);
    PrintWriter out = spec.commandLine().getOut();
    for (Fuzz.Failure failure : outcome.failures()) {
      out.println("input " + failure.number() + " (" + failure.length() + " bytes): " + failure.what());
      if (keep != null) {
        Files.createDirectories(keep);
        Files.write(keep.resolve(seed + "-" + failure.number() + ".py"), mutations.input(failure.number()));
      }
    }
    out.println("seed " + seed + ": " + outcome.line());
    out.flush();
    return outcome.failures().isEmpty() ? ExitCode.CLEAN : ExitCode.FINDINGS;
  }
}

package dev.loopwarden.cli;

import dev.loopwarden.bench.Cases;
import dev.loopwarden.bench.IndexRuns;
import dev.loopwarden.bench.Resolution;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `loopwarden bench`: what the core finds, measured.
@Command(name = "bench", description = "Measures.", mixinStandardHelpOptions = true, subcommands = {BenchParse.class, BenchFuzz.class})
final class BenchCommand implements Runnable {

  @Spec private CommandSpec spec;

  @SuppressWarnings("NullAway.Init") // picocli fills the field
  BenchCommand() {}

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "say what to measure: cases, index, resolve, trends, parse, fuzz");
  }

  @Command(name = "cases", description = "Runs the core over labelled cases: recall and false alarms by category.", mixinStandardHelpOptions = true)
  int cases(
      @Parameters(paramLabel = "DIR", description = "The exported cases: cases/ID/before and after, negatives/ID/tree.") Path folder,
      @Option(names = "--labels", paramLabel = "DIR", description = "Folder of cases.jsonl, negatives.jsonl and map.json (default: the same).")
          @Nullable Path labels,
      @Option(names = "--progress", description = "Counts the cases on stderr.") boolean progress)
      throws IOException {
    Path beside = labels == null ? folder : labels;
    for (String name : new String[] {"cases.jsonl", "negatives.jsonl", "map.json"}) {
      if (!Files.isReadable(beside.resolve(name))) {
        throw new ParameterException(spec.commandLine(), beside.resolve(name) + ": no such file; --labels names its folder");
      }
    }
    var done = new AtomicInteger();
    String table = Cases.table(folder, beside, id -> {
      if (progress) {
        spec.commandLine().getErr().print("\r" + done.incrementAndGet() + " " + id + "        ");
        spec.commandLine().getErr().flush();
      }
    });
    spec.commandLine().getOut().print(table);
    spec.commandLine().getOut().flush();
    return ExitCode.CLEAN;
  }

  @Command(name = "trends", description = "Fills an empty database with a generated year and measures the pages over it.", mixinStandardHelpOptions = true)
  int trends(
      @Option(names = "--database", paramLabel = "JDBC", description = "An empty PostgreSQL; default: a SQLite file that is deleted at the end.")
          @Nullable String database,
      @Option(names = "--repositories", defaultValue = "1000", description = "Default: ${DEFAULT-VALUE}.") int repositories,
      @Option(names = "--findings", defaultValue = "1000000", description = "Of all repositories; default: ${DEFAULT-VALUE}.") int findings,
      @Option(names = "--requests", defaultValue = "40", description = "For each page; default: ${DEFAULT-VALUE}.") int requests)
      throws IOException, InterruptedException {
    if (repositories < 1 || findings < repositories || requests < 1) {
      throw new ParameterException(spec.commandLine(), "at least one repository, one finding for each, and one request");
    }
    Path folder = Files.createTempDirectory("loopwarden-bench");
    try {
      String address = database == null ? "jdbc:sqlite:" + folder.resolve("bench.db") : database;
      String table = TrendsBench.table(new TrendsBench.Size(address, repositories, findings, requests), spec.commandLine().getErr());
      spec.commandLine().getOut().print(table);
      spec.commandLine().getOut().flush();
    } finally {
      DemoCommand.delete(folder);
    }
    return ExitCode.CLEAN;
  }

  @Command(name = "resolve", description = "Says how much of a project is known: targets of calls, places, time, memory.", mixinStandardHelpOptions = true)
  int resolve(@Parameters(paramLabel = "PATH", description = "The project's folder.") Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      throw new ParameterException(spec.commandLine(), folder + ": no such folder");
    }
    spec.commandLine().getOut().print(Resolution.table(ReadFolder.at(folder).sources()));
    spec.commandLine().getOut().flush();
    return ExitCode.CLEAN;
  }

  @Command(name = "index", description = "Measures what the index of a folder costs: made, met again, brought up to date, used by a review.", mixinStandardHelpOptions = true)
  int index(
      @Parameters(paramLabel = "DIR", description = "A folder of Python files.") Path folder,
      @Option(names = "--changed", paramLabel = "N", description = "Files that are changed (default: ${DEFAULT-VALUE}).", defaultValue = "5") int changed)
      throws IOException {
    if (!Files.isDirectory(folder)) {
      throw new ParameterException(spec.commandLine(), folder + ": no such folder");
    }
    Path scratch = Files.createTempDirectory("loopwarden-bench");
    try (FactCache cache = FactCache.at(scratch, folder, FactCache.BYTES_MAX, InstantSource.system())) {
      spec.commandLine().getOut().print(IndexRuns.table(folder, changed, cache));
      spec.commandLine().getOut().flush();
    } finally {
      DemoCommand.delete(scratch);
    }
    return ExitCode.CLEAN;
  }
}

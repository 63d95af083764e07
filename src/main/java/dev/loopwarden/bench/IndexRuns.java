package dev.loopwarden.bench;

import dev.loopwarden.analysis.Analysis;
import dev.loopwarden.analysis.FactStore;
import dev.loopwarden.analysis.Indexing;
import dev.loopwarden.analysis.Limits;
import dev.loopwarden.analysis.Modules;
import dev.loopwarden.analysis.Reading;
import dev.loopwarden.analysis.Report;
import dev.loopwarden.analysis.Snapshot;
import dev.loopwarden.program.IndexedModule;
import dev.loopwarden.program.Knowledge;
import dev.loopwarden.program.ProgramIndex;
import dev.loopwarden.pull.Change;
import dev.loopwarden.pull.CommitId;
import dev.loopwarden.pull.Earlier;
import dev.loopwarden.pull.FileDiff;
import dev.loopwarden.pull.Hunk;
import dev.loopwarden.pull.Listing;
import dev.loopwarden.pull.RepositoryRef;
import dev.loopwarden.rules.Catalogue;
import dev.loopwarden.source.BlobId;
import dev.loopwarden.source.SourceFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryType;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/// What the index costs on a folder of Python files: made from nothing, met again, brought up to date, and used by a review.
public final class IndexRuns {

  private static final CommitId BASE = new CommitId("b".repeat(40));
  private static final CommitId HEAD = new CommitId("a".repeat(40));
  private static final String ADDED = "\n\ndef added_by_the_benchmark():\n    return 1\n";

  private final Path folder;
  private final FactStore store;
  private final Map<String, Path> files = new TreeMap<>();
  private final Map<String, SourceFile> changed = new TreeMap<>();
  private final StringBuilder out = new StringBuilder();
  private int read;

  private IndexRuns(Path folder, FactStore store) {
    this.folder = folder;
    this.store = store;
  }

  /// A table of the runs.
  ///
  /// @param changes how many files are changed, spread over the folder: a function is added at the end of each
  /// @param store that has nothing yet
  public static String table(Path folder, int changes, FactStore store) throws IOException {
    var runs = new IndexRuns(folder, store);
    runs.find();
    runs.all(changes);
    return runs.out.toString();
  }

  private void find() throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path each : (Iterable<Path>) all.filter(file -> file.toString().endsWith(".py") && Files.isRegularFile(file))::iterator) {
        files.put(folder.relativize(each).toString().replace('\\', '/'), each);
      }
    }
  }

  private void all(int changes) throws IOException {
    Map<String, BlobId> base = new HashMap<>();
    long bytes = 0;
    for (String path : files.keySet()) {
      SourceFile file = file(path);
      base.put(path, file.blobId());
      bytes += file.size();
    }
    List<String> paths = List.copyOf(files.keySet());
    for (int i = 0; i < Math.min(changes, paths.size()); i++) {
      String path = paths.get((int) ((i + 0.5) * paths.size() / changes));
      SourceFile file = file(path);
      changed.put(path, SourceFile.of(path, new String(file.content(), StandardCharsets.UTF_8) + ADDED));
    }
    Map<String, BlobId> head = new HashMap<>(base);
    changed.forEach((path, file) -> head.put(path, file.blobId()));
    out.append("%d files, %.1f MB; %d of them changed%n%n".formatted(files.size(), bytes / 1e6, changed.size()));
    out.append("%-44s %8s %8s %8s %6s %6s %6s %6s%n".formatted("", "ms", "cpu ms", "heap MB", "read", "parsed", "loaded", "linked"));
    ProgramIndex index = index("index, nothing stored", BASE, base);
    index("index, the same commit again", BASE, base);
    index("index, after the change", HEAD, head);
    review("review of the change", head);
    review("the same review again", head);
    stored(index);
  }

  private ProgramIndex index(String name, CommitId commit, Map<String, BlobId> wanted) {
    var modules = new Modules(store);
    var indexing = new Indexing(store, modules, Knowledge.bundled());
    var meter = new Meter();
    ProgramIndex index = indexing.at(commit, wanted, Limits.LOCAL, this::at).orElse(ProgramIndex.EMPTY);
    row(name, meter, modules, Integer.toString(indexing.linked()));
    return index;
  }

  private void review(String name, Map<String, BlobId> head) {
    var modules = new Modules(store);
    var change = new Change(RepositoryRef.local("bench"), BASE, HEAD, Optional.empty());
    List<FileDiff> diffs = changed.values().stream().map(IndexRuns::diff).toList();
    var meter = new Meter();
    Snapshot snapshot = Reading.snapshot(
        change, BASE, diffs, new Listing(head, false), Earlier.NOTHING, Limits.LOCAL, this::at, store, modules);
    Report report = Analysis.of(snapshot, Catalogue.ALL);
    row(name, meter, modules, "");
    out.append("    %d modules followed, %d of them looked at, %d findings%n".formatted(
        snapshot.modules().size(), snapshot.callers().size(), report.findings().size()));
  }

  private void stored(ProgramIndex index) {
    long functions = index.modules().values().stream().mapToLong(each -> each.functions().size()).sum();
    long calls = index.modules().values().stream().flatMap(each -> each.functions().stream()).mapToLong(each -> each.calls().size()).sum();
    long waits = index.modules().values().stream().map(IndexedModule::functions).flatMap(List::stream).filter(each -> !each.waits().isEmpty()).count();
    Set<BlobId> blobs = Set.copyOf(index.modules().values().stream().map(IndexedModule::blob).toList());
    long facts = 0;
    for (BlobId each : blobs) {
      facts += store.facts(Set.of(each)).values().stream().mapToLong(bytes -> bytes.length).sum();
    }
    out.append("%n%d functions, %d calls among them, %d that block themselves%nstored: facts %.1f MB, index %.0f KB%n".formatted(
        functions, calls, waits, facts / 1e6, index.stored(Knowledge.bundled()).length / 1e3));
  }

  /// One added block at the end.
  private static FileDiff diff(SourceFile file) {
    List<String> lines = new String(file.content(), StandardCharsets.UTF_8).lines().toList();
    int added = (int) ADDED.lines().count();
    var hunk = new ArrayList<Hunk.Line>();
    lines.subList(lines.size() - added, lines.size()).forEach(each -> hunk.add(new Hunk.Line(Hunk.Kind.ADDED, each, true)));
    int first = lines.size() - added;
    return new FileDiff(
        file.path(), Optional.empty(), FileDiff.Status.MODIFIED, Optional.of(List.of(new Hunk(first, 0, first + 1, added, "", hunk))));
  }

  private void row(String name, Meter meter, Modules modules, String linked) {
    out.append("%-44s %8d %8d %8d %6d %6d %6d %6s%n".formatted(
        name, meter.millis(), meter.cpuMillis(), meter.heapMegabytes(), read, modules.parsed(), modules.loaded(), linked));
    read = 0;
  }

  private Map<String, SourceFile> at(CommitId commit, Set<String> paths) {
    Map<String, SourceFile> found = new HashMap<>();
    for (String path : paths) {
      SourceFile other = commit.equals(HEAD) ? changed.get(path) : null;
      if (other != null || files.containsKey(path)) {
        found.put(path, other == null ? file(path) : other);
      }
    }
    read += found.size();
    return found;
  }

  private SourceFile file(String path) {
    try {
      return SourceFile.of(path, Files.readAllBytes(folder.resolve(path)));
    } catch (IOException gone) {
      throw new UncheckedIOException(String.format(Locale.ROOT, "%s: %s", path, gone.getMessage()), gone);
    }
  }

  /// Time, processor time of this thread, and the most heap that was in use at once.
  private static final class Meter {
    private final long started;
    private final long cpu;

    Meter() {
      System.gc();
      ManagementFactory.getMemoryPoolMXBeans().forEach(each -> each.resetPeakUsage());
      this.started = System.nanoTime();
      this.cpu = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    long millis() {
      return (System.nanoTime() - started) / 1_000_000;
    }

    long cpuMillis() {
      return (ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - cpu) / 1_000_000;
    }

    long heapMegabytes() {
      return ManagementFactory.getMemoryPoolMXBeans().stream().filter(each -> each.getType() == MemoryType.HEAP)
          .mapToLong(each -> each.getPeakUsage().getUsed()).sum() >> 20;
    }
  }
}

package dev.loopwarden.sandbox;

import dev.loopwarden.git.LocalRepository;
import dev.loopwarden.pull.CommitId;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The half year of the example's default branch before today: risks come in, are found, and are mended. The pull request branched off before.
public final class ExamplePast {

  /// Files by the age of the commit that brought them, in days.
  private static final List<Step> STEPS = List.of(
      new Step(180, "shop/notify.py", "shop/stock.py"), new Step(166, "shop/report.py"), new Step(150, "shop/legacy.py"),
      new Step(131, "shop/notify.py"), new Step(117, "shop/feeds.py"), new Step(96, "shop/stock.py"), new Step(82, "shop/report.py"),
      new Step(61, "shop/notify.py"), new Step(47, "shop/imports.py"), new Step(33, "shop/feeds.py"), new Step(19, "shop/imports.py"),
      new Step(5, "shop/quotes.py"));

  private ExamplePast() {}

  private record Step(int daysAgo, List<String> files) {
    Step(int daysAgo, String... files) {
      this(daysAgo, List.of(files));
    }
  }

  /// A commit, and how long ago it was made.
  public record Commit(CommitId id, Duration ago) {}

  /// Makes the commits on top of a base, oldest first; the last is the tip.
  public static List<Commit> make(LocalRepository git, CommitId base) {
    Map<String, byte[]> files = new HashMap<>();
    git.listing(base).files().forEach((path, blob) -> files.put(path, git.read(blob).orElseThrow()));
    var commits = new ArrayList<Commit>();
    CommitId last = base;
    for (Step step : STEPS) {
      step.files().forEach(each -> files.put(each, bundled(step.daysAgo() + "/" + each)));
      last = git.commit(Optional.of(last), "Change " + String.join(", ", step.files()), files);
      commits.add(new Commit(last, Duration.ofDays(step.daysAgo())));
    }
    return commits;
  }

  private static byte[] bundled(String name) {
    try (InputStream in = ExamplePast.class.getResourceAsStream("example/past/" + name)) {
      if (in == null) {
        throw new IllegalStateException("the example lacks " + name);
      }
      return in.readAllBytes();
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }
}

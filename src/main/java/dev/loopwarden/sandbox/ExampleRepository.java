package dev.loopwarden.sandbox;

import dev.loopwarden.git.LocalRepository;
import dev.loopwarden.pull.CommitId;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The repository that the demo reviews: a small order service, a change of it, and a second push that mends a part.
///
/// @param base tip of `main`
/// @param first head of the pull request's first push
/// @param second head of its second push
public record ExampleRepository(LocalRepository git, CommitId base, CommitId first, CommitId second) {

  private static final List<String> FILES =
      List.of("pyproject.toml", "shop/__init__.py", "shop/orders.py", "shop/pricing.py", "shop/storage.py", "shop/worker.py");

  /// Makes it in memory from the bundled files.
  public static ExampleRepository make() {
    LocalRepository git = LocalRepository.inMemory("orders");
    Map<String, byte[]> files = new HashMap<>();
    read("base", files);
    CommitId base = git.commit(Optional.empty(), "Take orders one at a time", files);
    read("first", files);
    CommitId first = git.commit(Optional.of(base), "Price all orders at once", files);
    read("second", files);
    CommitId second = git.commit(Optional.of(first), "Sleep without holding up the loop", files);
    return new ExampleRepository(git, base, first, second);
  }

  private static void read(String step, Map<String, byte[]> into) {
    for (String file : FILES) {
      try (InputStream in = ExampleRepository.class.getResourceAsStream("example/" + step + "/" + file)) {
        if (in != null) {
          into.put(file, in.readAllBytes());
        }
      } catch (IOException broken) {
        throw new UncheckedIOException(broken);
      }
    }
  }
}

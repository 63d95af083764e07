package dev.loopwarden.store;

import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Which repositories a reader may see: all, or these.
///
/// @param only GitHub's repository ids; empty means all
public record Visible(Optional<Set<Long>> only) {

  public static final Visible ALL = new Visible(Optional.empty());

  public Visible {
    only = only.map(Set::copyOf);
  }

  public static Visible of(Set<Long> repositories) {
    return new Visible(Optional.of(repositories));
  }

  public boolean has(long repository) {
    return only.map(each -> each.contains(repository)).orElse(true);
  }

  /// A condition on a column of repository ids. The ids are numbers: they need no binding, and there may be more than can be bound.
  String condition(String column) {
    return only.map(ids -> ids.isEmpty() ? "1 = 0" : column + ids.stream().sorted().map(String::valueOf).collect(Collectors.joining(",", " in (", ")")))
        .orElse("1 = 1");
  }
}

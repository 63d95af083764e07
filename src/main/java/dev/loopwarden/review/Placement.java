package dev.loopwarden.review;

import dev.loopwarden.analysis.Snapshot;
import dev.loopwarden.pull.FileDiff;
import dev.loopwarden.pull.Hunk;
import dev.loopwarden.rule.Fix;
import dev.loopwarden.rule.Site;
import dev.loopwarden.source.SourceFile;
import dev.loopwarden.source.Span;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/// Where on a pull request a finding can be told: GitHub takes a comment only on lines of the diff, and refuses the whole
/// review for one that is not.
sealed interface Placement {

  /// Longest comment range in lines; a longer site is told at its first line.
  int RANGE_MAX = 12;

  /// On these lines of the right side, all in one hunk.
  record OnLines(OptionalInt startLine, int line) implements Placement {}

  /// On the file as a whole.
  record OnFile() implements Placement {}

  /// Not in the diff at all: the check tells it.
  record InCheck() implements Placement {}

  static Placement of(Site site, Optional<Fix> fix, Snapshot snapshot) {
    Optional<FileDiff> diff =
        snapshot.diffs().stream()
            .filter(each -> each.path().equals(site.path()) && each.status() != FileDiff.Status.REMOVED)
            .findFirst();
    if (diff.isEmpty() || diff.get().status() == FileDiff.Status.UNCHANGED) {
      return new InCheck();
    }
    List<Hunk> hunks = diff.get().hunks();
    if (fix.isPresent()) {
      Optional<Placement> whole = range(fix.get().firstLine(), fix.get().lastLine(), hunks);
      if (whole.isPresent()) {
        return whole.get();
      }
    }
    Span span = site.span();
    if (span.endLine() - span.line() < RANGE_MAX) {
      Optional<Placement> whole = range(span.line(), span.endLine(), hunks);
      if (whole.isPresent()) {
        return whole.get();
      }
    }
    return range(span.line(), span.line(), hunks)
        .or(() -> nearest(site, snapshot, hunks))
        .orElse(new OnFile());
  }

  private static Optional<Placement> range(int first, int last, List<Hunk> hunks) {
    for (Hunk hunk : hunks) {
      if (holds(hunk, first) && holds(hunk, last)) {
        return Optional.of(new OnLines(first == last ? OptionalInt.empty() : OptionalInt.of(first), last));
      }
    }
    return Optional.empty();
  }

  private static boolean holds(Hunk hunk, int line) {
    return hunk.newCount() > 0 && hunk.newStart() <= line && line < hunk.newStart() + hunk.newCount();
  }

  /// The hunk line nearest to the site inside its function.
  private static Optional<Placement> nearest(Site site, Snapshot snapshot, List<Hunk> hunks) {
    SourceFile file = snapshot.head().get(site.path());
    if (file == null) {
      return Optional.empty();
    }
    return extent(site, new String(file.content(), StandardCharsets.UTF_8)).flatMap(function -> {
      int best = 0;
      for (Hunk hunk : hunks) {
        int from = Math.max(hunk.newStart(), function.line());
        int to = Math.min(hunk.newStart() + hunk.newCount() - 1, function.endLine());
        if (hunk.newCount() > 0 && from <= to) {
          int line = Math.clamp(site.span().line(), from, to);
          if (best == 0 || Math.abs(line - site.span().line()) < Math.abs(best - site.span().line())) {
            best = line;
          }
        }
      }
      return best == 0 ? Optional.empty() : Optional.of(new OnLines(OptionalInt.empty(), best));
    });
  }

  /// The lines of the site's function, by indentation: good enough to choose a line to stand at.
  private static Optional<Span> extent(Site site, String text) {
    if (site.function().equals(Site.MODULE)) {
      return Optional.empty();
    }
    String name = site.function().substring(site.function().lastIndexOf('.') + 1);
    Pattern definition = Pattern.compile("^\\s*(?:async\\s+)?def\\s+" + Pattern.quote(name) + "\\s*[(\\[].*");
    List<String> lines = text.lines().toList();
    for (int i = Math.min(site.span().line(), lines.size()) - 1; i >= 0; i--) {
      if (definition.matcher(lines.get(i)).matches()) {
        return Optional.of(new Span(i + 1, 0, Math.max(lastLine(lines, i), site.span().endLine()), 0));
      }
    }
    return Optional.empty();
  }

  private static int lastLine(List<String> lines, int definition) {
    int indent = indent(lines.get(definition));
    int last = definition;
    for (int i = definition + 1; i < lines.size(); i++) {
      String line = lines.get(i);
      if (line.isBlank() || line.stripLeading().startsWith(")") || line.stripLeading().startsWith("]")) {
        continue;
      }
      if (indent(line) <= indent) {
        break;
      }
      last = i;
    }
    return last + 1;
  }

  private static int indent(String line) {
    return line.length() - line.stripLeading().length();
  }
}

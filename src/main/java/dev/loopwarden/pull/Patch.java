package dev.loopwarden.pull;

import dev.loopwarden.source.LineSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Reads the hunks of one file's unified diff, as GitHub gives them in a file's `patch`, and answers what follows from them.
/// Lines are split at `\n` alone, as Git does; a `\r` belongs to the text.
public final class Patch {

  private static final Pattern HEADER =
      Pattern.compile("@@ -(\\d{1,9})(?:,(\\d{1,9}))? \\+(\\d{1,9})(?:,(\\d{1,9}))? @@ ?(.*)", Pattern.DOTALL);

  private Patch() {}

  /// The hunks of a patch; empty where the text is no patch or its counts do not hold.
  public static Optional<List<Hunk>> parse(String text) {
    var hunks = new ArrayList<Hunk>();
    List<String> lines = split(text);
    int at = 0;
    while (at < lines.size()) {
      Matcher header = HEADER.matcher(lines.get(at));
      if (!header.matches()) {
        return Optional.empty();
      }
      int end = at + 1;
      var body = new ArrayList<Hunk.Line>();
      while (end < lines.size() && !lines.get(end).startsWith("@@")) {
        String line = lines.get(end);
        if (line.startsWith("\\")) {
          if (body.isEmpty()) {
            return Optional.empty();
          }
          Hunk.Line last = body.removeLast();
          body.add(new Hunk.Line(last.kind(), last.text(), false));
        } else {
          Optional<Hunk.Line> read = line(line);
          if (read.isEmpty()) {
            return Optional.empty();
          }
          body.add(read.get());
        }
        end++;
      }
      Hunk hunk =
          new Hunk(
              Integer.parseInt(header.group(1)), count(header.group(2)),
              Integer.parseInt(header.group(3)), count(header.group(4)),
              header.group(5), body);
      if (size(hunk, Hunk.Kind.REMOVED) != hunk.oldCount() || size(hunk, Hunk.Kind.ADDED) != hunk.newCount()) {
        return Optional.empty();
      }
      hunks.add(hunk);
      at = end;
    }
    return Optional.of(List.copyOf(hunks));
  }

  /// Lines of the head that were added or modified.
  public static LineSet added(List<Hunk> hunks) {
    return rightSide(hunks, false);
  }

  /// Lines of the head that a review comment may stand on: added and context lines of the hunks.
  public static LineSet commentable(List<Hunk> hunks) {
    return rightSide(hunks, true);
  }

  /// The text at the merge base, by undoing the hunks on the head's text; empty where any context or added line is not
  /// what the head has, because then the patch does not belong to this text.
  public static Optional<String> undo(String head, List<Hunk> hunks) {
    List<String> lines = split(head);
    boolean headEndsWithNewline = head.endsWith("\n");
    var base = new StringBuilder(head.length());
    int next = 0;
    for (Hunk hunk : hunks) {
      int start = hunk.newCount() == 0 ? hunk.newStart() : hunk.newStart() - 1;
      if (start < next || start > lines.size()) {
        return Optional.empty();
      }
      while (next < start) {
        append(base, lines.get(next), next < lines.size() - 1 || headEndsWithNewline);
        next++;
      }
      for (Hunk.Line line : hunk.lines()) {
        if (line.kind() != Hunk.Kind.REMOVED) {
          boolean ends = next < lines.size() - 1 || headEndsWithNewline;
          if (next >= lines.size() || !lines.get(next).equals(line.text()) || ends != line.endsWithNewline()) {
            return Optional.empty();
          }
          next++;
        }
        if (line.kind() != Hunk.Kind.ADDED) {
          append(base, line.text(), line.endsWithNewline());
        }
      }
    }
    while (next < lines.size()) {
      append(base, lines.get(next), next < lines.size() - 1 || headEndsWithNewline);
      next++;
    }
    return Optional.of(base.toString());
  }

  /// Where a line of the merge base stands at the head; empty where it was removed.
  public static OptionalInt toHead(int baseLine, List<Hunk> hunks) {
    int shift = 0;
    for (Hunk hunk : hunks) {
      int firstOld = hunk.oldCount() == 0 ? hunk.oldStart() + 1 : hunk.oldStart();
      if (baseLine < firstOld) {
        break;
      }
      if (baseLine < firstOld + hunk.oldCount()) {
        return inside(baseLine, hunk);
      }
      shift += hunk.newCount() - hunk.oldCount();
    }
    return OptionalInt.of(baseLine + shift);
  }

  private static OptionalInt inside(int baseLine, Hunk hunk) {
    int oldLine = hunk.oldStart();
    int newLine = hunk.newStart();
    for (Hunk.Line line : hunk.lines()) {
      switch (line.kind()) {
        case CONTEXT -> {
          if (oldLine == baseLine) {
            return OptionalInt.of(newLine);
          }
          oldLine++;
          newLine++;
        }
        case REMOVED -> {
          if (oldLine == baseLine) {
            return OptionalInt.empty();
          }
          oldLine++;
        }
        case ADDED -> newLine++;
      }
    }
    return OptionalInt.empty();
  }

  private static LineSet rightSide(List<Hunk> hunks, boolean withContext) {
    var lines = new ArrayList<Integer>();
    for (Hunk hunk : hunks) {
      int number = hunk.newStart();
      for (Hunk.Line line : hunk.lines()) {
        if (line.kind() == Hunk.Kind.REMOVED) {
          continue;
        }
        if (withContext || line.kind() == Hunk.Kind.ADDED) {
          lines.add(number);
        }
        number++;
      }
    }
    return LineSet.of(lines);
  }

  private static Optional<Hunk.Line> line(String line) {
    // An empty context line may come without its blank.
    char mark = line.isEmpty() ? ' ' : line.charAt(0);
    String text = line.isEmpty() ? "" : line.substring(1);
    return switch (mark) {
      case ' ' -> Optional.of(new Hunk.Line(Hunk.Kind.CONTEXT, text, true));
      case '+' -> Optional.of(new Hunk.Line(Hunk.Kind.ADDED, text, true));
      case '-' -> Optional.of(new Hunk.Line(Hunk.Kind.REMOVED, text, true));
      default -> Optional.empty();
    };
  }

  private static int size(Hunk hunk, Hunk.Kind counted) {
    return (int) hunk.lines().stream().filter(line -> line.kind() == Hunk.Kind.CONTEXT || line.kind() == counted).count();
  }

  private static int count(@Nullable String written) {
    return written == null ? 1 : Integer.parseInt(written);
  }

  private static void append(StringBuilder text, String line, boolean newline) {
    text.append(line);
    if (newline) {
      text.append('\n');
    }
  }

  private static List<String> split(String text) {
    if (text.isEmpty()) {
      return List.of();
    }
    var lines = new ArrayList<String>();
    int start = 0;
    for (int end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', start)) {
      lines.add(text.substring(start, end));
      start = end + 1;
    }
    if (start < text.length()) {
      lines.add(text.substring(start));
    }
    return lines;
  }
}

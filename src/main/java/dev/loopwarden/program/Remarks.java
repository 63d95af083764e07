package dev.loopwarden.program;

import dev.loopwarden.python.Comment;
import dev.loopwarden.python.ConstantType;
import dev.loopwarden.python.Expr;
import dev.loopwarden.python.Stmt;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// What the authors say beside their code: where a comment, or the function's docstring, tells that something is done so on purpose, they know of it.
public final class Remarks {

  private static final Pattern ON_PURPOSE = Pattern.compile(
      "\\b(intentional(ly)?|deliberate(ly)?|on purpose|by design|(block\\w*|sync\\w*|this|it)( \\w+)? is (ok|okay|fine|acceptable|harmless))\\b", Pattern.CASE_INSENSITIVE);

  /// A docstring tells of much: one sentence must name both the purpose and the waiting.
  private static final Pattern PURPOSE = Pattern.compile("\\b(intentional(ly)?|deliberate(ly)?|on purpose|by design)\\b", Pattern.CASE_INSENSITIVE);
  private static final Pattern WAITING = Pattern.compile("\\b(un)?(block|sync|wait|sleep|cancel|thread|swallow)", Pattern.CASE_INSENSITIVE);

  private Remarks() {}

  /// Whether that is said on these lines, or in the comment above them or above the `try:` that they begin.
  public static boolean isOnPurpose(int first, int last, ParsedModule module) {
    Set<Integer> said = lines(module.comments());
    int above = first - 1;
    while (above > 0 && module.line(above).strip().equals("try:")) {
      above--;
    }
    return IntStream.rangeClosed(first, last).anyMatch(said::contains) || (said.contains(above) && isAlone(above, module))
        || isInDocstring(module.blockAt(first));
  }

  private static boolean isInDocstring(CodeBlock block) {
    return !block.isModule() && block.body().getFirst() instanceof Stmt.ExprStmt statement && statement.value() instanceof Expr.Constant text
        && text.type() == ConstantType.STR && isSaidIn(text.value());
  }

  static boolean isSaidIn(String docstring) {
    return Stream.of(docstring.split("\\.\\s|\n\\s*\n", -1)).anyMatch(each -> PURPOSE.matcher(each).find() && WAITING.matcher(each).find());
  }

  /// The lines of the comments that say it, each with all the lines that it goes on over.
  static Set<Integer> lines(List<Comment> comments) {
    var said = new HashSet<Integer>();
    var one = new ArrayList<Comment>();
    for (Comment each : comments) {
      if (!one.isEmpty() && each.line() != one.getLast().line() + 1) {
        add(one, said);
        one.clear();
      }
      one.add(each);
    }
    add(one, said);
    return said;
  }

  private static void add(List<Comment> one, Set<Integer> said) {
    if (one.stream().anyMatch(each -> ON_PURPOSE.matcher(each.text()).find())) {
      one.forEach(each -> said.add(each.line()));
    }
  }

  /// A module that comes from the store has such comments without the text of their lines.
  private static boolean isAlone(int line, ParsedModule module) {
    String text = module.line(line).strip();
    return text.isEmpty() || text.startsWith("#");
  }
}

package dev.loopwarden.rules;

import dev.loopwarden.program.CodeBlock;
import dev.loopwarden.python.Expr;
import dev.loopwarden.python.Node;
import dev.loopwarden.python.Stmt;
import dev.loopwarden.rule.Fix;
import dev.loopwarden.rules.Edits.Edit;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Fixes that put statements into a `with`, or take them out of one.
final class Enclosing {

  private static final int LINES_MAX = 12;

  /// Answers of these clients are read while their client is open.
  private static final Set<String> LAZY = Set.of("get", "post", "put", "patch", "delete", "head", "options", "request", "send", "stream", "ws_connect");

  private Enclosing() {}

  /// `client = Client()` and all that follows in the function becomes `async with Client() as client:` with it inside.
  static Optional<Fix> with(Expr.Call call, String name, CodeBlock block) {
    List<Stmt> body = block.body();
    int at = -1;
    for (int i = 0; i < body.size(); i++) {
      if (body.get(i) instanceof Stmt.Assign assign && CodeBlock.same(assign.value(), call)) {
        at = i;
      }
    }
    if (at < 0 || at == body.size() - 1) {
      return Optional.empty();
    }
    int first = body.get(at).span().line();
    int last = body.getLast().span().endLine();
    Optional<String> made = Edits.oneLine(call, block);
    boolean isShort = last - first < LINES_MAX && body.subList(at, body.size()).stream().allMatch(each -> Edits.standsAlone(block.module(), each));
    if (made.isEmpty() || !isShort || givesAnswer(body, name, block) || hasLongText(body.subList(at, body.size()))) {
      return Optional.empty();
    }
    String indent = Edits.indent(block.module(), first);
    String step = indent.startsWith("\t") ? "\t" : "    ";
    String source = block.module().line(first);
    String behind = source.substring(source.offsetByCodePoints(0, body.get(at).span().endColumn()));
    var text = new StringBuilder(indent + "async with " + made.get() + " as " + name + ":" + behind);
    for (int line = first + 1; line <= last; line++) {
      String each = block.module().line(line);
      text.append('\n').append(each.isBlank() ? each : step + each);
    }
    return Optional.of(new Fix(first, last, text.toString(), "close it at the end", 0));
  }

  /// What is returned is an answer that may still have to be read, or the client itself.
  private static boolean givesAnswer(List<Stmt> body, String name, CodeBlock block) {
    return CodeBlock.ownNodes(body).stream().filter(Stmt.Return.class::isInstance).map(Stmt.Return.class::cast).flatMap(each -> each.value().stream())
        .anyMatch(each -> each instanceof Expr.Name || (each instanceof Expr.Await await && isAnswer(await.value(), name, block)));
  }

  private static boolean isAnswer(Expr value, String name, CodeBlock block) {
    return value instanceof Expr.Call call && call.func() instanceof Expr.Attribute method && LAZY.contains(method.attr())
        && block.module().code(method.value().span()).equals(name);
  }

  /// A text over several lines would change if its lines were moved.
  private static boolean hasLongText(List<Stmt> body) {
    return Node.walk(body, Node::children).stream().anyMatch(each ->
        (each instanceof Expr.Constant || each instanceof Expr.JoinedStr) && each.span().line() != each.span().endLine());
  }

  /// A group with one task and nothing else becomes an `await` of the call. In a `try` it stays: the group's errors come wrapped, the call's do not.
  static Optional<Fix> alone(Stmt.AsyncWith with, CodeBlock block) {
    boolean plain = with.body().getFirst() instanceof Stmt.ExprStmt statement && statement.value() instanceof Expr.Call start
        && CodeBlock.lastName(start.func()).equals("create_task") && start.args().size() == 1 && start.keywords().isEmpty()
        && start.args().getFirst() instanceof Expr.Call;
    if (!plain || Flow.around(with, block).anyMatch(each -> each instanceof Stmt.Try || each instanceof Stmt.TryStar)) {
      return Optional.empty();
    }
    Expr call = ((Expr.Call) ((Stmt.ExprStmt) with.body().getFirst()).value()).args().getFirst();
    return Edits.oneLine(call, block).flatMap(code -> Edits.instead(block, with, "await it", 0, "await " + code));
  }

  /// A statement taken out, where others stand beside it.
  static Optional<Fix> without(Expr.Call call, CodeBlock block) {
    Optional<Stmt.ExprStmt> statement = block.module().parent(call).filter(Stmt.ExprStmt.class::isInstance).map(Stmt.ExprStmt.class::cast);
    boolean one = statement.filter(each -> each.span().line() == each.span().endLine() && Edits.standsAlone(block.module(), each)).isPresent();
    return one ? Edits.fix(block, "take it out", 0, Edit.replace(statement.get(), "pass")) : Optional.empty();
  }
}

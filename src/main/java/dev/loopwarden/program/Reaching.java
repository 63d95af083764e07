package dev.loopwarden.program;

import dev.loopwarden.python.ExceptHandler;
import dev.loopwarden.python.Expr;
import dev.loopwarden.python.MatchCase;
import dev.loopwarden.python.Node;
import dev.loopwarden.python.Pattern;
import dev.loopwarden.python.Stmt;
import dev.loopwarden.source.Span;
import java.util.ArrayList;
import java.util.List;

/// Which bindings of a name reach a place of the same scope: the last one that is always run before it, and those after that
/// which may be.
final class Reaching {

  private Reaching() {}

  static List<Binding> of(List<Binding> bindings, Node at, ParsedModule module) {
    List<Node> above = new ArrayList<>(module.ancestors(at));
    above.addFirst(at);
    var reaching = new ArrayList<Binding>();
    for (Binding binding : bindings.reversed()) {
      if (isBefore(binding, at)) {
        reaching.add(binding);
        if (isAlwaysRun(binding.at(), above, module)) {
          break;
        }
      }
    }
    return reaching.isEmpty() ? bindings : reaching.reversed();
  }

  /// Which bindings of a module's or function's name count for code that runs later: the last one that is always run, and those
  /// behind it.
  static List<Binding> last(List<Binding> bindings, ParsedModule module) {
    var counting = new ArrayList<Binding>();
    for (Binding binding : bindings) {
      if (isUnconditional(binding, module)) {
        counting.clear();
      }
      counting.add(binding);
    }
    return counting;
  }

  /// A definition, an import or an assignment of another thing than `None` that stands directly in its scope.
  private static boolean isUnconditional(Binding binding, ParsedModule module) {
    boolean counts = switch (binding) {
      case Binding.Defined _, Binding.Imported _ -> true;
      case Binding.Assigned assigned -> !(assigned.value() instanceof Expr.Constant);
      default -> false;
    };
    Node parent = module.parent(binding.at()).orElse(null);
    return counts && (parent instanceof dev.loopwarden.python.Module || parent instanceof Stmt.ClassDef || parent instanceof Stmt.FunctionDef
        || parent instanceof Stmt.AsyncFunctionDef);
  }

  /// Of what `try` and `except` bind to one name, the import; of several imports, the first.
  static java.util.Optional<Binding> preferred(List<Binding> bindings, ParsedModule module) {
    boolean attempts = bindings.stream().allMatch(each -> module.parent(each.at())
        .filter(parent -> parent instanceof Stmt.Try || parent instanceof ExceptHandler).isPresent());
    return bindings.stream().allMatch(each -> each instanceof Binding.Imported) || attempts
        ? bindings.stream().filter(each -> each instanceof Binding.Imported).findFirst() : java.util.Optional.empty();
  }

  private static boolean isBefore(Binding binding, Node at) {
    Span place = at.span();
    return switch (binding) {
      case Binding.Param _ -> true;
      case Binding.Item item -> starts(item.at().span(), place) && !item.iterable().span().contains(place);
      case Binding.Entered entered -> starts(entered.at().span(), place) && !entered.context().span().contains(place);
      case Binding.Caught caught -> starts(caught.at().span(), place) && !caught.type().span().contains(place);
      case Binding.Other other -> starts(other.at().span(), place);
      default -> ends(binding.at().span(), place);
    };
  }

  private static boolean starts(Span binding, Span place) {
    return binding.compareTo(place) < 0;
  }

  private static boolean ends(Span binding, Span place) {
    return binding.endLine() < place.line() || (binding.endLine() == place.line() && binding.endColumn() <= place.column());
  }

  private static boolean isAlwaysRun(Node binding, List<Node> above, ParsedModule module) {
    for (Node each : above) {
      if (CodeBlock.same(each, binding)) {
        return true;
      }
    }
    Node statement = binding;
    while ((statement instanceof Expr || statement instanceof Pattern) && module.parent(statement).isPresent()) {
      statement = module.parent(statement).get();
    }
    Node parent = module.parent(statement).orElse(null);
    if (parent == null) {
      return true; // a parameter, or what another function assigns to a global
    }
    for (int i = 0; i + 1 < above.size(); i++) {
      if (CodeBlock.same(above.get(i + 1), parent)) {
        int branch = branch(parent, statement);
        return branch == branch(parent, above.get(i)) || branch == 0;
      }
    }
    return false;
  }

  /// Children of one branch are run one after the other; 0 is run before all branches.
  private static int branch(Node parent, Node child) {
    return switch (parent) {
      case Stmt.If each -> has(each.body(), child) ? 1 : has(each.orelse(), child) ? 2 : 0;
      case Stmt.For each -> has(each.body(), child) ? 1 : has(each.orelse(), child) ? 2 : 0;
      case Stmt.AsyncFor each -> has(each.body(), child) ? 1 : has(each.orelse(), child) ? 2 : 0;
      case Stmt.While each -> has(each.body(), child) ? 1 : has(each.orelse(), child) ? 2 : 0;
      case Stmt.Try each -> child instanceof ExceptHandler ? 2 + each.handlers().indexOf(child) : 1;
      case Stmt.TryStar each -> child instanceof ExceptHandler ? 2 + each.handlers().indexOf(child) : 1;
      case Stmt.Match each -> child instanceof MatchCase ? 1 + each.cases().indexOf(child) : 0;
      default -> 1;
    };
  }

  private static boolean has(List<Stmt> body, Node child) {
    return body.stream().anyMatch(each -> CodeBlock.same(each, child));
  }
}

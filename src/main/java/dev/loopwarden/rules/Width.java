package dev.loopwarden.rules;

import dev.loopwarden.program.CodeBlock;
import dev.loopwarden.program.Program;
import dev.loopwarden.python.Comprehension;
import dev.loopwarden.python.Expr;
import dev.loopwarden.python.Stmt;
import dev.loopwarden.rule.Confidence;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// How many are started, and what limits it.
final class Width {

  private static final Set<String> ENDINGS =
      Set.of("close", "aclose", "stop", "cancel", "disconnect", "shutdown", "wait_closed", "wait", "join", "async_stop", "terminate", "kill", "delete", "remove");

  private Width() {}

  static boolean isComprehension(Expr expr) {
    return expr instanceof Expr.ListComp || expr instanceof Expr.GeneratorExp || expr instanceof Expr.SetComp;
  }

  static Expr element(Expr comprehension) {
    return switch (comprehension) {
      case Expr.ListComp each -> each.elt();
      case Expr.GeneratorExp each -> each.elt();
      case Expr.SetComp each -> each.elt();
      default -> throw new IllegalArgumentException("no comprehension");
    };
  }

  static Comprehension generator(Expr comprehension) {
    return switch (comprehension) {
      case Expr.ListComp each -> each.generators().getFirst();
      case Expr.GeneratorExp each -> each.generators().getFirst();
      case Expr.SetComp each -> each.generators().getFirst();
      default -> throw new IllegalArgumentException("no comprehension");
    };
  }

  /// What is started only ends something.
  static boolean isEnding(Expr element) {
    Expr inner = element;
    while (inner instanceof Expr.Call call && !call.args().isEmpty() && call.args().getFirst() instanceof Expr.Call below) {
      inner = below;
    }
    return !(inner instanceof Expr.Call call) || ENDINGS.contains(CodeBlock.lastName(call.func()));
  }

  /// The same of an argument, or of each element of a starred one: `*[client.close() for client in clients]`.
  static boolean isEndingEach(Expr argument) {
    Expr given = argument instanceof Expr.Starred starred ? starred.value() : argument;
    Expr each = isComprehension(given) ? element(given) : given;
    return each instanceof Expr.Call && isEnding(each);
  }

  /// What limits one start for each element; empty where nothing is seen that does.
  static Optional<String> limit(Expr element, Expr iterated, CodeBlock block, Program program) {
    Optional<String> counted = fixed(iterated, block);
    if (counted.isPresent()) {
      return counted;
    }
    if (Flow.isLimited(block, program)) {
      return Optional.of("a limiter in `" + block.qualifiedName() + "`");
    }
    for (Expr.Call call : CodeBlock.ownNodes(List.of(element)).stream()
        .filter(Expr.Call.class::isInstance).map(Expr.Call.class::cast).toList()) {
      for (CodeBlock callee : program.runs(call, block.module())) {
        if (Flow.isLimited(callee, program)) {
          return Optional.of("a limiter in `" + callee.qualifiedName() + "`");
        }
      }
      if (call.args().stream().anyMatch(each -> Flow.isLimiter(each, block, program))
          || call.keywords().stream().anyMatch(each -> Flow.isLimiter(each.value(), block, program))) {
        return Optional.of("a limiter that is handed over");
      }
    }
    return Optional.empty();
  }

  /// A literal, a `range`, a batch or an enumeration is as long as it is written.
  private static Optional<String> fixed(Expr iterated, CodeBlock block) {
    Expr source = unwrapped(iterated);
    String name = CodeBlock.lastName(source instanceof Expr.Call call ? call.func() : source);
    String lower = name.toLowerCase(Locale.ROOT);
    if (source instanceof Expr.Tuple || source instanceof Expr.List || source instanceof Expr.Set || source instanceof Expr.Dict) {
      return Optional.of("fixed fan-out, written out");
    }
    if (source instanceof Expr.Subscript subscript && subscript.slice() instanceof Expr.Slice) {
      return Optional.of("a slice of fixed length");
    }
    if (lower.equals("range")) {
      return Optional.of("a counted fan-out");
    }
    if (lower.contains("batch") || lower.contains("chunk") || lower.contains("worker") || lower.contains("page")) {
      return Optional.of("a batch at a time");
    }
    boolean constant = !name.isEmpty() && name.equals(name.toUpperCase(Locale.ROOT));
    if (constant) {
      return Optional.of("a constant");
    }
    for (Stmt.Assign assign : block.own(Stmt.Assign.class)) {
      if (assign.targets().size() == 1 && assign.targets().getFirst() instanceof Expr.Name target && target.id().equals(name)
          && (assign.value() instanceof Expr.Tuple || (assign.value() instanceof Expr.List list && !list.elts().isEmpty()))) {
        return Optional.of("fixed fan-out, written out");
      }
    }
    return Optional.empty();
  }

  /// Sure where the data decides: the collection comes in as a parameter, or from an answer that was awaited.
  static Confidence confidence(Expr iterated, CodeBlock block) {
    String name = root(unwrapped(iterated));
    for (int step = 0; step < 3; step++) {
      if (block.parameters().contains(name) && !name.equals("self") && !name.equals("cls")) {
        return Confidence.HIGH;
      }
      Optional<Expr> value = assigned(name, block);
      if (value.isEmpty()) {
        return Confidence.MEDIUM;
      }
      if (Flow.has(List.of(value.get()), Expr.Await.class)) {
        return Confidence.HIGH;
      }
      name = root(unwrapped(value.get()));
    }
    return Confidence.MEDIUM;
  }

  private static Optional<Expr> assigned(String name, CodeBlock block) {
    return block.own(Stmt.Assign.class).stream()
        .filter(each -> each.targets().getFirst() instanceof Expr.Name target && target.id().equals(name)).map(Stmt.Assign::value).findFirst();
  }

  /// The name that an expression begins with: `result` of `result.scalars().all()`.
  private static String root(Expr expr) {
    Expr at = expr;
    while (true) {
      switch (at) {
        case Expr.Attribute attribute -> at = attribute.value();
        case Expr.Call call -> at = call.func();
        case Expr.Subscript subscript -> at = subscript.value();
        case Expr.Name name -> {
          return name.id();
        }
        default -> {
          return "";
        }
      }
    }
  }

  /// `enumerate(xs)`, `zip(xs, ys)`, `xs.items()`: the collection behind.
  private static Expr unwrapped(Expr iterated) {
    Expr source = iterated;
    while (source instanceof Expr.Call call) {
      String name = CodeBlock.lastName(call.func());
      if (Set.of("enumerate", "zip", "list", "set", "sorted", "reversed", "tuple").contains(name) && !call.args().isEmpty()) {
        source = call.args().getFirst();
      } else if (Set.of("items", "values", "keys").contains(name) && call.func() instanceof Expr.Attribute attribute) {
        source = attribute.value();
      } else {
        break;
      }
    }
    return source;
  }
}

package dev.loopwarden.rules;

import dev.loopwarden.program.CodeBlock;
import dev.loopwarden.program.Program;
import dev.loopwarden.python.Comprehension;
import dev.loopwarden.python.Expr;
import dev.loopwarden.python.Node;
import dev.loopwarden.python.Stmt;
import dev.loopwarden.python.WithItem;
import dev.loopwarden.rule.Aspect;
import dev.loopwarden.rule.Finding;
import dev.loopwarden.rule.Message;
import dev.loopwarden.rule.Obligation;
import dev.loopwarden.rule.Rule;
import dev.loopwarden.rule.RuleCard;
import dev.loopwarden.rule.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// LW1002: a coroutine that is taken for a value.
public final class CoroutineUnused implements Rule {

  /// What a coroutine has of its own.
  private static final Set<String> OWN = Set.of("send", "throw", "close", "cr_code", "cr_frame", "cr_running", "cr_await", "cr_origin", "__await__", "__name__", "__qualname__", "add_done_callback");
  private static final Set<String> CONSUMERS =
      Set.of("list", "tuple", "set", "dict", "sorted", "len", "sum", "min", "max", "any", "all", "int", "float", "bool", "str", "iter", "enumerate");

  private static final RuleCard CARD =
      new RuleCard(
          "LW1002", "coroutine-unused", "Coroutine used as a value", Aspect.TASKS, Severity.ERROR, true, List.of(),
          "A coroutine that is assigned and never used, or taken for a truth value, a part of a text or a thing to compare, without `await`.",
          "Nothing of the function runs; the coroutine itself is always true and never equal to anything.",
          "Never.",
          "`await` it.",
          """
          async def is_free(name):
              return True

          async def book(name):
              if is_free(name):  # LW1002
                  return name
          """,
          """
          async def is_free(name):
              return True

          async def book(name):
              if await is_free(name):
                  return name
          """);

  @Override
  public RuleCard card() {
    return CARD;
  }

  @Override
  public List<Obligation> check(CodeBlock block, Program program) {
    var obligations = new ArrayList<Obligation>();
    for (Expr.Call call : block.calls()) {
      Node parent = block.module().parent(call).orElse(null);
      if (parent == null || parent instanceof Expr.Await || !Sites.isCoroutine(call, block, program)) {
        continue;
      }
      Optional<String> use = use(call, parent, block);
      use.ifPresent(what -> obligations.add(Obligation.unmet(
          "coroutines", finding(call, what, block))));
    }
    return obligations;
  }

  private static Optional<String> use(Expr value, Node parent, CodeBlock block) {
    return switch (parent) {
      case Stmt.Assign assign when assign.targets().size() == 1 && assign.targets().getFirst() instanceof Expr.Name name && !block.isModule() ->
          Flow.isUsed(name.id(), block) ? later(name, block) : Optional.of("a value that nothing uses");
      case Stmt.Assign assign when assign.targets().getFirst() instanceof Expr.Tuple -> Optional.of("a tuple to unpack");
      default -> asValue(value, parent, block);
    };
  }

  /// What a coroutine is taken for, by what stands directly above it.
  private static Optional<String> asValue(Expr value, Node parent, CodeBlock block) {
    return switch (parent) {
      case Stmt.If statement when CodeBlock.same(statement.test(), value) -> Optional.of("a condition");
      case Stmt.While statement when CodeBlock.same(statement.test(), value) -> Optional.of("a condition");
      case Stmt.Assert statement when CodeBlock.same(statement.test(), value) -> Optional.of("a condition");
      case Stmt.For loop when CodeBlock.same(loop.iter(), value) -> Optional.of("a thing to iterate over");
      case Comprehension each when CodeBlock.same(each.iter(), value) && each.isAsync() == 0 -> Optional.of("a thing to iterate over");
      case Expr.UnaryOp op when op.op().equals("Not") -> Optional.of("a condition");
      case Expr.BoolOp op when !CodeBlock.same(op.values().getLast(), value) -> Optional.of("a condition");
      case Expr.IfExp choice when CodeBlock.same(choice.test(), value) -> Optional.of("a condition");
      case Expr.Compare compare when !Flow.isNone(compare.comparators().getLast()) -> Optional.of("a thing to compare");
      case Expr.BinOp _ -> Optional.of("a thing to reckon with");
      case Expr.FormattedValue _ -> Optional.of("a part of a text");
      case Expr.Attribute attribute when !OWN.contains(attribute.attr()) -> Optional.of("its result");
      case Expr.Subscript subscript when CodeBlock.same(subscript.value(), value) -> Optional.of("its result");
      case Expr.Call call when call.func() instanceof Expr.Name name && CONSUMERS.contains(name.id()) && call.args().size() == 1
          && CodeBlock.same(call.args().getFirst(), value) && block.module().body().own(Stmt.ImportFrom.class).stream()
              .noneMatch(from -> from.names().stream().anyMatch(each -> each.name().equals(name.id()))) ->
          Optional.of("a value");
      default -> Optional.empty();
    };
  }

  /// A name that only ever holds this coroutine, and is used as if it were the result.
  private static Optional<String> later(Expr.Name target, CodeBlock block) {
    List<Expr.Name> all = Node.walk(block.body(), Node::children).stream()
        .filter(each -> each instanceof Expr.Name name && name.id().equals(target.id())).map(Expr.Name.class::cast).toList();
    List<Expr.Name> uses = all.stream().filter(each -> !CodeBlock.same(each, target)).toList();
    if (uses.stream().anyMatch(each -> isBound(each, block) || isChecked(each, block))) {
      return Optional.empty();
    }
    List<Optional<String>> taken = uses.stream()
        .map(each -> block.module().parent(each).flatMap(parent -> asValue(each, parent, block))).toList();
    return !taken.isEmpty() && taken.stream().allMatch(Optional::isPresent) ? taken.getFirst() : Optional.empty();
  }

  private static boolean isBound(Expr.Name name, CodeBlock block) {
    return block.module().parent(name).filter(each -> switch (each) {
      case Stmt.Assign assign -> assign.targets().stream().anyMatch(target -> CodeBlock.same(target, name));
      case Stmt.AnnAssign assign -> CodeBlock.same(assign.target(), name);
      case Stmt.AugAssign assign -> CodeBlock.same(assign.target(), name);
      case Stmt.For loop -> CodeBlock.same(loop.target(), name);
      case Expr.Tuple _, WithItem _, Expr.NamedExpr _ -> true;
      default -> false;
    }).isPresent();
  }

  /// `asyncio.iscoroutine(x)` and its like: the code knows what it has.
  private static boolean isChecked(Expr.Name name, CodeBlock block) {
    return block.module().parent(name).filter(each -> each instanceof Expr.Call).isPresent() && block.calls().stream()
        .anyMatch(call -> List.of("iscoroutine", "isawaitable", "hasattr", "isinstance").contains(CodeBlock.lastName(call.func())));
  }

  private static Finding finding(Expr.Call call, String what, CodeBlock block) {
    Optional<Expr.Await> outer = outerAwait(call, block);
    return Sites.finding(CARD, Sites.of(block, call), message(block.module().code(call.func().span()), what, outer.isPresent()), List.of())
        .withFix(outer.map(each -> Fixers.awaitInside(each, call, block)).orElseGet(() -> Fixers.await(call, block)));
  }

  /// `await load()[0]` waits for what is taken out of the coroutine.
  private static Optional<Expr.Await> outerAwait(Expr.Call call, CodeBlock block) {
    Node inner = call;
    for (Node up : block.module().ancestors(call)) {
      if (up instanceof Expr.Await await) {
        return CodeBlock.same(inner, call) ? Optional.empty() : Optional.of(await);
      }
      boolean takes = (up instanceof Expr.Subscript item && CodeBlock.same(item.value(), inner)) || (up instanceof Expr.Attribute attribute && CodeBlock.same(attribute.value(), inner));
      if (!takes) {
        break;
      }
      inner = up;
    }
    return Optional.empty();
  }

  private static Message message(String code, String what, boolean late) {
    return new Message(
        "`" + code + "` never runs here",
        "`" + code + "` is an `async def`; its coroutine is taken for " + what + " without being awaited.",
        late ? "Python raises `TypeError` or `AttributeError` each time the code comes here: a coroutine has nothing to take out." : "None of its code runs, and the coroutine itself is always true.",
        late ? "The `await` comes too late: put it and the call into brackets, `(await " + code + "(...))`, and take from that." : "Write `await` before it.");
  }
}

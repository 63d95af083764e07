package dev.loopwarden.rules;

import dev.loopwarden.program.CodeBlock;
import dev.loopwarden.python.Comprehension;
import dev.loopwarden.python.Expr;
import dev.loopwarden.python.Node;
import dev.loopwarden.python.Stmt;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// How awaitables are made, one for each of something.
///
/// @param element what is made for one: `fetch(url)`, or the function that `map` calls
/// @param iterated what it is made for each of; of nested loops the outermost first
/// @param stream the elements come one by one from an `async for` or from waiting: nobody knows how many
/// @param loop the statement, where it is one
record Made(Expr element, List<Expr> iterated, boolean stream, Optional<Node> loop) {

  private static final Set<String> WRAPPERS = Set.of("list", "tuple", "set", "values");

  Made {
    iterated = List.copyOf(iterated);
  }

  Expr first() {
    return iterated.getFirst();
  }

  /// What `*given` spreads, or what is handed to `asyncio.wait`.
  static Optional<Made> of(Expr given, CodeBlock block) {
    Expr made = unwrapped(given);
    return switch (made) {
      case Expr.ListComp each -> Optional.of(of(each.elt(), each.generators()));
      case Expr.GeneratorExp each -> Optional.of(of(each.elt(), each.generators()));
      case Expr.SetComp each -> Optional.of(of(each.elt(), each.generators()));
      case Expr.DictComp each -> Optional.of(of(each.value().orElse(each.key()), each.generators()));
      case Expr.Call call when CodeBlock.lastName(call.func()).equals("map") && call.args().size() > 1 ->
          Optional.of(new Made(call.args().getFirst(), call.args().subList(1, 2), false, Optional.empty()));
      case Expr.Name name -> named(name.id(), block);
      default -> Optional.empty();
    };
  }

  /// What one start in a loop or comprehension is made for.
  static Optional<Made> around(Expr element, Node start, CodeBlock block) {
    return Flow.around(start, block).<Optional<Made>>map(each -> switch (each) {
      case Stmt.For loop -> Optional.of(new Made(element, List.of(loop.iter()), false, Optional.of(loop)));
      case Stmt.AsyncFor loop -> Optional.of(new Made(element, List.of(loop.iter()), true, Optional.of(loop)));
      case Expr.ListComp comprehension -> Optional.of(of(element, comprehension.generators()));
      case Expr.GeneratorExp comprehension -> Optional.of(of(element, comprehension.generators()));
      case Expr.SetComp comprehension -> Optional.of(of(element, comprehension.generators()));
      case Expr.DictComp comprehension -> Optional.of(of(element, comprehension.generators()));
      default -> Optional.empty();
    }).flatMap(Optional::stream).findFirst();
  }

  private static Made of(Expr element, List<Comprehension> generators) {
    boolean stream = generators.stream().anyMatch(each -> each.isAsync() != 0);
    return new Made(element, generators.stream().map(Comprehension::iter).toList(), stream, Optional.empty());
  }

  /// `list(tasks)`, `tasks.values()`: the collection itself.
  private static Expr unwrapped(Expr given) {
    Expr made = given;
    while (made instanceof Expr.Call call && WRAPPERS.contains(CodeBlock.lastName(call.func()))) {
      if (call.func() instanceof Expr.Attribute attribute && call.args().isEmpty()) {
        made = attribute.value();
      } else if (call.func() instanceof Expr.Name && call.args().size() == 1) {
        made = call.args().getFirst();
      } else {
        break;
      }
    }
    return made;
  }

  /// `tasks = [f(x) for x in xs]`, or a collection that is filled in a loop.
  private static Optional<Made> named(String name, CodeBlock block) {
    for (Stmt.Assign assign : block.own(Stmt.Assign.class)) {
      if (assign.targets().size() == 1 && assign.targets().getFirst() instanceof Expr.Name target && target.id().equals(name)
          && !(unwrapped(assign.value()) instanceof Expr.Name)) {
        Optional<Made> made = of(assign.value(), block);
        if (made.isPresent()) {
          return made;
        }
      }
    }
    for (Stmt.AnnAssign assign : block.own(Stmt.AnnAssign.class)) {
      if (assign.target() instanceof Expr.Name target && target.id().equals(name) && assign.value().isPresent()
          && !(unwrapped(assign.value().get()) instanceof Expr.Name)) {
        Optional<Made> made = of(assign.value().get(), block);
        if (made.isPresent()) {
          return made;
        }
      }
    }
    return filled(name, block);
  }

  private static Optional<Made> filled(String name, CodeBlock block) {
    for (Node node : block.own(Node.class)) {
      Optional<Expr> added = switch (node) {
        case Expr.Call call when call.args().size() == 1 && call.func() instanceof Expr.Attribute attribute
            && Set.of("append", "add", "extend", "update").contains(attribute.attr())
            && attribute.value() instanceof Expr.Name receiver && receiver.id().equals(name) -> Optional.of(call.args().getFirst());
        case Stmt.Assign assign when assign.targets().getFirst() instanceof Expr.Subscript subscript
            && subscript.value() instanceof Expr.Name receiver && receiver.id().equals(name) -> Optional.of(assign.value());
        case Stmt.AugAssign assign when assign.target() instanceof Expr.Name target && target.id().equals(name) -> Optional.of(assign.value());
        default -> Optional.empty();
      };
      if (added.isPresent()) {
        Optional<Made> spread = added.get() instanceof Expr.Name ? Optional.empty() : of(added.get(), block);
        Optional<Made> made = spread.or(() -> around(assigned(added.get(), block), node, block));
        if (made.isPresent()) {
          return made;
        }
      }
    }
    return Optional.empty();
  }

  /// `task = create_task(f(x))`, then `tasks.append(task)`: the call.
  private static Expr assigned(Expr added, CodeBlock block) {
    return added instanceof Expr.Name name
        ? block.own(Stmt.Assign.class).stream()
            .filter(each -> each.targets().getFirst() instanceof Expr.Name target && target.id().equals(name.id()))
            .map(Stmt.Assign::value).findFirst().orElse(added)
        : added;
  }
}

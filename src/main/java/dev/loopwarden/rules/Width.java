package dev.loopwarden.rules;

import dev.loopwarden.program.CodeBlock;
import dev.loopwarden.program.Meaning;
import dev.loopwarden.program.Program;
import dev.loopwarden.program.Role;
import dev.loopwarden.python.ConstantType;
import dev.loopwarden.python.Expr;
import dev.loopwarden.python.Keyword;
import dev.loopwarden.python.Node;
import dev.loopwarden.python.Stmt;
import dev.loopwarden.rule.Confidence;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// How many are started, and what limits it.
final class Width {

  private static final Set<String> ENDINGS =
      Set.of("close", "aclose", "stop", "cancel", "disconnect", "shutdown", "wait_closed", "wait", "join", "async_stop", "terminate", "kill", "delete", "remove");

  /// One batch of several, by its name.
  private static final Set<String> BATCHES = Set.of("batch", "chunk", "page", "window", "block", "slice", "worker", "workers", "consumers");

  /// Parts of the program itself: there are as many as somebody wrote.
  private static final Set<String> PARTS = Set.of(
      "handlers", "listeners", "callbacks", "hooks", "plugins", "observers", "middlewares", "middleware", "processors", "preprocessors", "postprocessors",
      "extensions", "cogs", "validators", "dependencies", "signals", "loggers", "exporters", "initializers", "checkers");

  /// What a program mostly has a handful of, whoever hands them over.
  private static final Set<String> HANDFULS = Set.of(
      "subscribers", "replicas", "servers", "backends", "providers", "tools", "services", "stages", "steps", "sinks", "components", "modules", "coros",
      "coroutines", "awaitables", "futures", "aws", "args", "instances", "watchers", "monitors", "adapters", "drivers", "platforms", "integrations", "managers",
      "shards", "interfaces", "resolvers", "evaluators", "loaders", "kwargs", "params", "pools", "runners", "engines", "schemas", "clients", "calls", "attachments", "choices");

  /// What there are many of by nature, whoever hands them over.
  private static final Set<String> MANY = Set.of(
      "urls", "uris", "links", "rows", "records", "users", "customers", "accounts", "emails", "orders", "products", "documents", "docs", "lines", "hosts");

  /// What an argument is called by which a call is told how many to give.
  private static final Set<String> LIMITS = Set.of("limit", "top_k", "top_n", "k", "page_size", "per_page", "batch_size", "max_results", "max_items", "count");

  private Width() {}

  /// What is started only ends something.
  static boolean isEnding(Expr element) {
    Expr inner = element;
    while (inner instanceof Expr.Call call && !call.args().isEmpty() && call.args().getFirst() instanceof Expr.Call below) {
      inner = below;
    }
    return inner instanceof Expr.Call call ? ENDINGS.contains(CodeBlock.lastName(call.func())) : !(inner instanceof Expr.Attribute || inner instanceof Expr.Name);
  }

  /// The same of an argument, or of each element of a starred one: `*[client.close() for client in clients]`.
  static boolean isEndingEach(Expr argument) {
    Expr given = argument instanceof Expr.Starred starred ? starred.value() : argument;
    Expr each = switch (given) {
      case Expr.ListComp comprehension -> comprehension.elt();
      case Expr.GeneratorExp comprehension -> comprehension.elt();
      case Expr.SetComp comprehension -> comprehension.elt();
      default -> given;
    };
    return each instanceof Expr.Call && isEnding(each);
  }

  /// What limits one start for each element; empty where nothing is seen that does.
  static Optional<String> limit(Made made, CodeBlock block, Program program) {
    var counted = new ArrayList<String>();
    for (Expr each : made.iterated()) {
      fixed(each, block, program).ifPresent(counted::add);
    }
    if (counted.size() == made.iterated().size() && !made.stream()) {
      return Optional.of(String.join(", times ", counted));
    }
    if (made.element() instanceof Expr.Call call && runsInOneGo(call, block, program)) {
      return Optional.of("what is called never gives way: they run one after the other");
    }
    Optional<String> asked = made.iterated().stream().flatMap(each -> Lengths.of(root(unwrapped(each)), block).stream()).findFirst();
    if (asked.isPresent()) {
      return asked;
    }
    for (Expr.Call call : calls(made.element())) {
      Optional<String> held = held(call, block, program);
      if (held.isPresent()) {
        return held;
      }
    }
    return made.element() instanceof Expr.Call ? Optional.empty() : heldBy(made.element(), block, program);
  }

  private static List<Expr.Call> calls(Expr element) {
    return CodeBlock.ownNodes(List.of(element)).stream().filter(Expr.Call.class::isInstance).map(Expr.Call.class::cast).toList();
  }

  private static boolean runsInOneGo(Expr.Call call, CodeBlock block, Program program) {
    List<CodeBlock> run = program.runs(call, block.module());
    return !run.isEmpty() && run.stream().allMatch(program::neverSuspends);
  }

  private static Optional<String> held(Expr.Call call, CodeBlock block, Program program) {
    if (program.entry(call, block.module()).filter(each -> each.is(Role.OFFLOADS_THREAD)).isPresent()) {
      return Optional.of("the threads behind `" + block.module().code(call.func().span()) + "`");
    }
    for (CodeBlock callee : program.runs(call, block.module())) {
      Optional<String> held = Limiters.heldIn(callee, program);
      if (held.isPresent()) {
        return held;
      }
    }
    if (Limiters.is(call.func(), block, program)) {
      return Optional.of("`" + block.module().code(call.func().span()) + "`, a limiter by its name");
    }
    List<Expr> arguments = new ArrayList<>(call.args());
    call.keywords().forEach(each -> arguments.add(each.value()));
    for (Expr argument : arguments) {
      if ((argument instanceof Expr.Name || argument instanceof Expr.Attribute) && Limiters.is(argument, block, program)) {
        return Optional.of(Limiters.told(argument, block, program) + ", handed over");
      }
      Optional<String> function = argument instanceof Expr.Name || argument instanceof Expr.Attribute ? heldBy(argument, block, program) : Optional.empty();
      if (function.isPresent()) {
        return function;
      }
    }
    return Optional.empty();
  }

  /// A function that is named, not called: `map(fetch, urls)`, `group.start_soon(fetch, url)`.
  private static Optional<String> heldBy(Expr function, CodeBlock block, Program program) {
    return program.meaning(function, block.module()) instanceof Meaning.Function known ? Limiters.heldIn(known.block(), program) : Optional.empty();
  }

  /// A literal, a `range`, a batch or an enumeration is as long as it is written.
  private static Optional<String> fixed(Expr iterated, CodeBlock block, Program program) {
    Expr source = unwrapped(iterated);
    Optional<String> written = written(source);
    if (written.isPresent()) {
      return written;
    }
    if (source instanceof Expr.Subscript subscript && subscript.slice() instanceof Expr.Slice slice) {
      return slice.upper().isPresent() ? Optional.of("the slice `" + block.module().code(source.span()) + "`") : Optional.empty();
    }
    if (source instanceof Expr.Call call && CodeBlock.lastName(call.func()).equals("range")) {
      boolean byData = calls(call).stream().anyMatch(each -> CodeBlock.lastName(each.func()).equals("len"));
      return byData ? Optional.empty() : Optional.of("a counted fan-out: `" + block.module().code(call.span()) + "`");
    }
    if (source instanceof Expr.Call call && Set.of("islice", "sample").contains(CodeBlock.lastName(call.func())) && call.args().size() > 1) {
      return Optional.of("`" + block.module().code(call.span()) + "`");
    }
    if (program.meaning(source, block.module()) instanceof Meaning.ClassOf(var view, _)) {
      return Optional.of("one for each member of `" + view.name() + "`");
    }
    String name = CodeBlock.lastName(source instanceof Expr.Call call ? call.func() : source);
    if (!name.isEmpty() && BATCHES.contains(Limiters.words(name).getLast())) {
      return Optional.of("`" + name + "`, a batch at a time");
    }
    boolean constant = name.length() > 1 && !name.equals(name.toLowerCase(java.util.Locale.ROOT)) && name.equals(name.toUpperCase(java.util.Locale.ROOT));
    return constant ? Optional.of("the constant `" + name + "`") : asked(source, block).filter(each -> isSmall(each.value()))
        .map(each -> "`" + block.module().code(each.span()) + "` of the call that gives them").or(() -> defined(source, block));
  }

  /// `rows = await store.claim(limit=size)`: who is asked gives no more.
  private static Optional<Keyword> asked(Expr source, CodeBlock block) {
    List<Expr> values = source instanceof Expr.Name name ? values(name.id(), block) : List.of(source);
    if (values.size() != 1) {
      return Optional.empty();
    }
    Expr value = values.getFirst() instanceof Expr.Await await ? await.value() : values.getFirst();
    return value instanceof Expr.Call call ? call.keywords().stream().filter(each -> each.arg().filter(LIMITS::contains).isPresent()).findFirst() : Optional.empty();
  }

  private static boolean isSmall(Expr limit) {
    return limit instanceof Expr.Constant number && number.type() == ConstantType.INT && number.value().matches("[0-9]{1,2}|100");
  }

  /// "fixed fan-out of 3", where it is written out.
  static Optional<String> written(Expr source) {
    int length = switch (source) {
      case Expr.Tuple each when noneSpread(each.elts()) -> each.elts().size();
      case Expr.List each when noneSpread(each.elts()) -> each.elts().size();
      case Expr.Set each when noneSpread(each.elts()) -> each.elts().size();
      case Expr.Dict each when !each.keys().contains(Optional.<Expr>empty()) -> each.values().size();
      default -> 0;
    };
    return length > 0 ? Optional.of("fixed fan-out of " + length) : Optional.empty();
  }

  private static boolean noneSpread(List<Expr> elements) {
    return elements.stream().noneMatch(Expr.Starred.class::isInstance);
  }

  /// A name whose only values are written out, here or in the module; a property of the class that gives a list.
  private static Optional<String> defined(Expr source, CodeBlock block) {
    if (source instanceof Expr.Name name) {
      List<Expr> values = values(name.id(), block);
      if (values.isEmpty() && !block.parameters().contains(name.id())) {
        values = values(name.id(), block.module().body());
      }
      boolean grows = block.calls().stream().anyMatch(call -> call.func() instanceof Expr.Attribute attribute
          && Set.of("append", "add", "extend", "update", "insert").contains(attribute.attr())
          && attribute.value() instanceof Expr.Name receiver && receiver.id().equals(name.id()) && Flow.loopAround(call, block).isPresent());
      return grows || values.size() != 1 ? Optional.empty() : written(values.getFirst());
    }
    if (source instanceof Expr.Attribute attribute && attribute.value() instanceof Expr.Name self && self.id().equals("self") && block.owner().isPresent()) {
      return block.owner().get().method(attribute.attr()).filter(CodeBlock::isProperty)
          .map(each -> each.own(Stmt.Return.class)).filter(each -> each.size() == 1)
          .flatMap(each -> each.getFirst().value()).flatMap(Width::written);
    }
    return Optional.empty();
  }

  private static List<Expr> values(String name, CodeBlock block) {
    var values = new ArrayList<Expr>();
    for (Node node : block.own(Node.class)) {
      switch (node) {
        case Stmt.Assign assign when assign.targets().getFirst() instanceof Expr.Name target && target.id().equals(name) -> values.add(assign.value());
        case Stmt.AnnAssign assign when assign.target() instanceof Expr.Name target && target.id().equals(name) -> assign.value().ifPresent(values::add);
        case Stmt.AugAssign assign when assign.target() instanceof Expr.Name target && target.id().equals(name) -> values.add(assign.value());
        case Stmt.For loop when loop.target() instanceof Expr.Name target && target.id().equals(name) -> values.add(loop.iter());
        default -> {}
      }
    }
    return values;
  }

  /// Sure where the data decides: the collection comes from an answer that was awaited.
  static Confidence confidence(Made made, CodeBlock block, Program program) {
    if (made.stream() || Alone.isOnce(block, program)) {
      return Confidence.MEDIUM;
    }
    if (isOf(PARTS, made.first())) {
      return Confidence.LOW;
    }
    boolean plain = made.element() instanceof Expr.Call call && program.runs(call, block.module()).stream().anyMatch(each -> !each.isAsync());
    boolean asked = asked(unwrapped(made.first()), block).filter(each -> !(each.value() instanceof Expr.Constant)).isPresent();
    if (isOf(HANDFULS, made.first()) || plain || asked) {
      return Confidence.MEDIUM;
    }
    String name = root(unwrapped(made.first()));
    for (int step = 0; step < 3; step++) {
      boolean many = block.args().flatMap(dev.loopwarden.python.Arguments::vararg).filter(new Named(name)::is).isPresent();
      if (many) {
        return Confidence.MEDIUM;
      }
      if (block.parameters().contains(name)) {
        return Confidence.MEDIUM; // whoever calls knows how many
      }
      Optional<Expr> value = values(name, block).stream().findFirst();
      if (value.isEmpty()) {
        return Confidence.MEDIUM;
      }
      if (Flow.has(List.of(value.get()), Expr.Await.class)) {
        return isOwn(value.get(), block, program) && !isOf(MANY, made.first()) ? Confidence.MEDIUM : Confidence.HIGH;
      }
      name = root(unwrapped(value.get()));
    }
    return Confidence.MEDIUM;
  }

  /// An answer of the program's own function, which may know that it is short.
  private static boolean isOwn(Expr answer, CodeBlock block, Program program) {
    return CodeBlock.ownNodes(List.of(answer)).stream().anyMatch(each -> each instanceof Expr.Await await && await.value() instanceof Expr.Call call
        && !program.runs(call, block.module()).isEmpty());
  }

  private record Named(String name) {
    boolean is(dev.loopwarden.python.Arg arg) {
      return arg.arg().equals(name);
    }
  }

  private static boolean isOf(Set<String> words, Expr iterated) {
    Expr source = unwrapped(iterated);
    String name = CodeBlock.lastName(source instanceof Expr.Call call ? call.func() : source);
    return words.contains(Limiters.words(name).getLast());
  }

  /// The name that an expression begins with: `result` of `result.scalars().all()`.
  static String root(Expr expr) {
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

  /// `enumerate(xs)`, `zip(xs, ys)`, `xs.items()`, `range(len(xs))`: the collection behind.
  private static Expr unwrapped(Expr iterated) {
    Expr source = iterated;
    while (source instanceof Expr.Call call) {
      String name = CodeBlock.lastName(call.func());
      if (Set.of("enumerate", "zip", "list", "set", "sorted", "reversed", "tuple").contains(name) && !call.args().isEmpty()) {
        source = call.args().getFirst();
      } else if (Set.of("items", "values", "keys", "copy").contains(name) && call.func() instanceof Expr.Attribute attribute) {
        source = attribute.value();
      } else if (name.equals("range") && call.args().getLast() instanceof Expr.Call length && CodeBlock.lastName(length.func()).equals("len")
          && length.args().size() == 1 && call.args().size() < 3) {
        source = length.args().getFirst();
      } else {
        break;
      }
    }
    return source;
  }
}

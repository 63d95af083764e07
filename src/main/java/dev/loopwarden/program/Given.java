package dev.loopwarden.program;

import dev.loopwarden.python.Arg;
import dev.loopwarden.python.Arguments;
import dev.loopwarden.python.Expr;
import dev.loopwarden.python.Node;
import dev.loopwarden.python.Stmt;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What is known of the parameters of a function at one call of it. A parameter that is missing here may be anything.
record Given(Map<String, Given.Value> values) {

  sealed interface Value {
    /// A constant, given or by default.
    record Fixed(Expr.Constant constant) implements Value {}

    /// Something that is most likely not `None`.
    record Some() implements Value {}
  }

  static final Given NOTHING = new Given(Map.of());

  Given {
    values = Map.copyOf(values);
  }

  /// @param site the call; anything else that sets a function to work hands nothing over that is known
  /// @param outer what is known of the parameters of the caller
  static Given at(Node site, CodeBlock called, CodeBlock caller, Given outer) {
    return site instanceof Expr.Call call ? at(call, called, caller, outer) : NOTHING;
  }

  private static Given at(Expr.Call call, CodeBlock called, CodeBlock caller, Given outer) {
    if (called.args().isEmpty() || call.args().stream().anyMatch(Expr.Starred.class::isInstance)
        || call.keywords().stream().anyMatch(each -> each.arg().isEmpty())) {
      return NOTHING;
    }
    var known = new HashMap<String, Value>();
    Arguments all = called.args().get();
    List<Arg> positional = new ArrayList<>(all.posonlyargs());
    positional.addAll(all.args());
    int bound = isBound(call, called) ? 1 : 0;
    for (int i = bound; i < positional.size(); i++) {
      Arg arg = positional.get(i);
      Optional<Expr> written = i - bound < call.args().size() ? Optional.of(call.args().get(i - bound)) : call.keyword(arg.arg());
      value(written, called, arg, caller, outer).ifPresent(value -> known.put(arg.arg(), value));
    }
    all.kwonlyargs().forEach(arg -> value(call.keyword(arg.arg()), called, arg, caller, outer).ifPresent(value -> known.put(arg.arg(), value)));
    return new Given(known);
  }

  /// What of it still holds at a place: parameters that the function may have bound anew before are left out.
  Given until(Node place, CodeBlock block) {
    if (values.isEmpty()) {
      return this;
    }
    var left = new HashMap<>(values);
    boolean again = block.module().ancestors(place).stream().takeWhile(each -> !CodeBlock.same(each, block.node()))
        .anyMatch(each -> each instanceof Stmt.For || each instanceof Stmt.AsyncFor || each instanceof Stmt.While);
    block.own(Node.class).stream().filter(each -> again || each.span().compareTo(place.span()) < 0)
        .forEach(each -> bindsAnew(each).ifPresent(left::remove));
    return new Given(left);
  }

  /// Whether the call leaves the object itself out.
  private static boolean isBound(Expr.Call call, CodeBlock called) {
    return called.owner().isPresent() && !called.isStatic() && (call.func() instanceof Expr.Attribute || called.name().equals("__init__"))
        && !(call.args().stream().findFirst().orElse(null) instanceof Expr.Name first && first.id().equals("self"));
  }

  private static Optional<Value> value(Optional<Expr> written, CodeBlock called, Arg arg, CodeBlock caller, Given outer) {
    if (written.isEmpty()) {
      return Defaults.of(called, arg).flatMap(each -> each instanceof Expr.Constant constant ? Optional.of(new Value.Fixed(constant)) : Optional.empty());
    }
    return switch (written.get()) {
      case Expr.Constant constant -> Optional.of(new Value.Fixed(constant));
      case Expr.Name name when outer.values().containsKey(name.id()) -> Optional.ofNullable(outer.values().get(name.id()));
      case Expr.Name name when caller.parameters().contains(name.id()) -> isNeverNone(name.id(), caller) ? Optional.of(new Value.Some()) : Optional.empty();
      default -> Optional.of(new Value.Some());
    };
  }

  /// A parameter with an annotation that leaves no room for `None`.
  private static boolean isNeverNone(String name, CodeBlock caller) {
    return caller.args().stream().flatMap(all -> all.all().stream()).filter(each -> each.arg().equals(name) && Defaults.of(caller, each).isEmpty())
        .flatMap(each -> each.annotation().stream()).map(each -> caller.module().code(each.span()))
        .anyMatch(each -> Set.of("None", "Optional", "Any", "object").stream().noneMatch(each::contains));
  }

  private static Optional<String> bindsAnew(Node node) {
    return switch (node) {
      case Stmt.Assign assign -> name(assign.targets().getFirst());
      case Stmt.AnnAssign assign -> name(assign.target());
      case Stmt.AugAssign assign -> name(assign.target());
      case Stmt.For loop -> name(loop.target());
      case Stmt.AsyncFor loop -> name(loop.target());
      case Expr.NamedExpr named -> name(named.target());
      default -> Optional.empty();
    };
  }

  private static Optional<String> name(Expr target) {
    return target instanceof Expr.Name name ? Optional.of(name.id()) : Optional.empty();
  }
}

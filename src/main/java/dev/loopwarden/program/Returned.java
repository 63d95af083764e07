package dev.loopwarden.program;

import dev.loopwarden.python.Expr;
import dev.loopwarden.python.Stmt;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What functions of the program give: by their annotations, else by their `return` and `yield`.
final class Returned {

  private static final int RETURNS_MAX = 8;

  private final Resolver resolver;
  private final Map<CodeBlock, Meaning> results = new HashMap<>();

  Returned(Resolver resolver) {
    this.resolver = resolver;
  }

  /// What a method gives to its own receiver: one that gives itself back gives the object it was called on.
  Meaning result(Meaning.Function function) {
    Optional<Meaning> told = function.receiver().isEmpty() ? Optional.empty() : function.block().returns().flatMap(each -> resolver.generics().result(function, each));
    Meaning result = told.orElseGet(() -> result(function.block()));
    if (result instanceof Meaning.Instance(ClassView given, _) && function.receiver().isPresent()
        && function.block().owner().filter(given::equals).isPresent() && resolver.annotations().givesItself(function.block())) {
      return switch (function.receiver().get()) {
        case Meaning.Instance receiver -> receiver;
        case Meaning.ClassOf(ClassView view, List<Meaning> of) -> new Meaning.Instance(view, of);
        default -> result;
      };
    }
    return result;
  }

  /// What a function gives: by its annotation, else by its `return` statements.
  Meaning result(CodeBlock block) {
    Meaning before = results.get(block);
    if (before != null) {
      return before;
    }
    results.put(block, Resolver.CIRCULAR);
    Meaning found = block.returns().map(each -> resolver.annotations().instance(each, block.module(), block.node()))
        .orElse(new Meaning.Unknown("`" + block.name() + "` says nothing of its result", true));
    if (!found.isKnown() || found instanceof Meaning.CallableOf) {
      List<Stmt.Return> returns = block.own(Stmt.Return.class);
      if (returns.isEmpty() && block.returns().isEmpty() && !Overrides.isStub(block)) {
        found = new Meaning.None();
      } else if (returns.size() <= RETURNS_MAX) {
        Meaning inferred = Joined.of(
            returns.stream().flatMap(each -> each.value().stream()).map(each -> resolver.of(each, block.module())).toList(), false);
        boolean tells = found.isKnown() ? inferred instanceof Meaning.Function : inferred.isKnown(); // the very function tells more than its annotation
        found = tells ? inferred : found;
      }
    }
    if (!found.isKnown() || (found instanceof Meaning.None && block.returns().isEmpty())) {
      Meaning declared = overloads(block);
      found = declared.isKnown() ? declared : found;
    }
    results.put(block, found);
    return found;
  }

  /// What all overloads of a function say that says nothing itself.
  private Meaning overloads(CodeBlock block) {
    if (block.returns().isPresent()) {
      return Elements.nothing();
    }
    List<CodeBlock> all = block.outer().map(CodeBlock::inner).orElse(List.of()).stream()
        .filter(each -> each.name().equals(block.name()) && each.owner().equals(block.owner()) && each.isDecoratedWith("overload")).toList();
    return Joined.of(all.stream().flatMap(each -> each.returns().stream()
        .map(annotation -> resolver.annotations().instance(annotation, each.module(), each.node()))).toList(), false);
  }

  /// What a generator yields: by its annotation's first argument, else by its first `yield`.
  Meaning yielded(Meaning.Function function) {
    CodeBlock block = function.block();
    Optional<Meaning> declared = block.returns().map(each -> resolver.generics().result(function, each)
        .orElseGet(() -> resolver.annotations().instance(each, block.module(), block.node())));
    return declared.flatMap(each -> each instanceof Meaning.Container(Meaning element) && element.isKnown() ? Optional.of(element) : Optional.empty())
        .orElseGet(() -> block.own(Expr.Yield.class).stream()
            .flatMap(each -> each.value().stream())
            .findFirst()
            .map(each -> resolver.of(each, block.module()))
            .orElse(new Meaning.None()));
  }
}

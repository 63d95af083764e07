package dev.loopwarden.program;

import dev.loopwarden.python.Arg;
import dev.loopwarden.python.Arguments;
import dev.loopwarden.python.Expr;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What a function takes: what a parameter stands for, by its annotation, by its `Depends(...)`, by the fixture of its name, or by those who call the function.
final class Taken {

  private static final Set<String> DEPENDENCIES = Set.of("Depends", "Security", "Provide");

  private final Resolver resolver;
  private final Passed passed;
  private final Fixtures fixtures;

  Taken(Resolver resolver, Passed passed, Fixtures fixtures) {
    this.resolver = resolver;
    this.passed = passed;
    this.fixtures = fixtures;
  }

  Meaning of(CodeBlock block, Arg arg, int position) {
    if (position == 0 && block.owner().isPresent() && !block.isStatic()) {
      ClassView owner = block.owner().get();
      boolean cls = block.isClassMethod() || block.name().equals("__new__") || block.name().equals("__init_subclass__");
      return cls ? new Meaning.ClassOf(owner) : self(block, arg, owner);
    }
    if (arg.annotation().isPresent()) {
      Meaning declared = resolver.annotations().instance(arg.annotation().get(), block.module(), arg);
      if (declared.isKnown() || !(declared instanceof Meaning.Unknown unknown && unknown.soft())) {
        return many(block, arg, declared);
      }
    }
    if (isStarred(block, arg)) {
      return many(block, arg, Elements.nothing());
    }
    return dependency(block, arg)
        .or(() -> fixtures.given(block, arg))
        .or(() -> arg.annotation().isEmpty() ? passed.given(block, arg, position) : Optional.empty())
        .orElseGet(() -> new Meaning.Unknown("`" + arg.arg() + "` is a parameter without annotation", true));
  }

  /// The object itself: `self: Bot` in a class that `Bot` inherits from is that; where it does not, it is both.
  private Meaning self(CodeBlock block, Arg arg, ClassView owner) {
    var own = new Meaning.Instance(owner);
    Optional<Meaning> declared = arg.annotation().map(each -> resolver.annotations().instance(each, block.module(), arg));
    if (declared.isPresent() && declared.get() instanceof Meaning.Instance(ClassView view, List<Meaning> _) && !view.equals(owner)) {
      return resolver.classes().lineage(view).classes().contains(owner) ? declared.get() : new Meaning.OneOf(List.of(own, declared.get()));
    }
    return own;
  }

  /// `*args` is a container and `**kwargs` a mapping of what is annotated.
  @SuppressWarnings("ReferenceEquality") // nodes are told apart by identity
  private static Meaning many(CodeBlock block, Arg arg, Meaning each) {
    if (!isStarred(block, arg)) {
      return each;
    }
    boolean positional = block.args().flatMap(Arguments::vararg).filter(own -> own == arg).isPresent();
    return positional ? new Meaning.Container(each) : new Meaning.Mapping(new Meaning.Value("str"), each);
  }

  @SuppressWarnings("ReferenceEquality") // nodes are told apart by identity
  private static boolean isStarred(CodeBlock block, Arg arg) {
    return block.args().map(all -> all.vararg().filter(each -> each == arg).isPresent() || all.kwarg().filter(each -> each == arg).isPresent())
        .orElse(false);
  }

  /// `session = Depends(get_session)`: what the dependency gives.
  private Optional<Meaning> dependency(CodeBlock block, Arg arg) {
    return Defaults.of(block, arg).flatMap(each -> dependency(each, block.module()));
  }

  /// What `Depends(get_session)` gives; empty where the expression is none.
  Optional<Meaning> dependency(Expr marker, ParsedModule module) {
    return marker instanceof Expr.Call call && DEPENDENCIES.contains(CodeBlock.lastName(call.func())) && !call.args().isEmpty()
        ? Optional.of(given(resolver.of(call.args().getFirst(), module))) : Optional.empty();
  }

  private Meaning given(Meaning callable) {
    return switch (callable) {
      case Meaning.Function function -> function.block().isGenerator() ? resolver.yielded(function.block()) : resolver.result(function.block());
      case Meaning.ClassOf(ClassView view, _) -> new Meaning.Instance(view);
      case Meaning.Instance(ClassView view, _) -> resolver.classes().attribute(view, "__call__", callable) instanceof Meaning.Function function
          ? given(function) : new Meaning.Unknown("what a dependency gives is not known");
      default -> new Meaning.Unknown("what a dependency gives is not known");
    };
  }
}

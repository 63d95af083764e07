package dev.loopwarden.program;

import dev.loopwarden.python.Expr;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;

/// What calls come to: an entry of the knowledge, or functions of the program that run.
final class Called {

  private final Program program;
  private final Resolver resolver;
  private final Knowledge knowledge;

  /// Of calls that were asked for; what is not known stays out, since it may be known when more modules are read.
  private final IdentityHashMap<Expr.Call, Optional<Knowledge.Entry>> known = new IdentityHashMap<>();

  Called(Program program, Resolver resolver, Knowledge knowledge) {
    this.program = program;
    this.resolver = resolver;
    this.knowledge = knowledge;
  }

  /// What is known of the library function that a call calls, or what the settings say of one of the program; empty for all else.
  Optional<Knowledge.Entry> entry(Expr.Call call, ParsedModule module) {
    Optional<Knowledge.Entry> before = known.get(call);
    if (before != null) {
      return before;
    }
    Optional<Knowledge.Entry> found = find(call, module);
    if (found.isPresent()) {
      known.put(call, found);
    }
    return found;
  }

  private Optional<Knowledge.Entry> find(Expr.Call call, ParsedModule module) {
    Meaning callee = resolver.of(call.func(), module);
    if (callee instanceof Meaning.Function function) {
      return knowledge.additions().isEmpty() ? Optional.empty() : knowledge.ofOwn(dotted(function.block()));
    }
    if (callee instanceof Meaning.LibraryInstance instance) {
      return knowledge.member(instance.type(), "__call__");
    }
    String name = callee.nameInLibrary();
    return name.isEmpty() ? Optional.empty() : knowledge.of(name).map(each -> isNothing(each, callee, call, module) ? each.withoutBlocking() : each);
  }

  /// Whether it does not block here: on nothing that is in memory, not where it is told not to wait, and not once where only many are felt.
  private boolean isNothing(Knowledge.Entry entry, Meaning callee, Expr.Call call, ParsedModule module) {
    return entry.is(Role.MANY) ? !Loops.isForMany(call, module.blockOf(call)) : AtOnce.is(call, entry) || InMemory.is(callee, new Meaning.Made(module, call), entry, program);
  }

  private static String dotted(CodeBlock block) {
    return block.module().path().replaceFirst("(?:/__init__)?\\.py$", "").replace('/', '.') + "." + block.qualifiedName();
  }

  /// The functions of the program that run when this is called.
  List<CodeBlock> runs(Meaning callee) {
    return switch (callee) {
      case Meaning.Function function -> {
        var all = new ArrayList<>(List.of(function.block()));
        if (!function.block().decorators().isEmpty()) {
          all.addAll(resolver.decorators().wrappers(function.block()));
        }
        yield all;
      }
      case Meaning.ClassOf(ClassView view, _) -> resolver.classes().constructors(view);
      case Meaning.Partial partial -> runs(partial.callee());
      case Meaning.OneOf(List<Meaning> choices) -> choices.stream().flatMap(each -> runs(each).stream()).toList();
      case Meaning.Instance(ClassView view, _) -> resolver.classes().attribute(view, "__call__", callee) instanceof Meaning.Function function ? List.of(function.block()) : List.of();
      default -> List.of();
    };
  }
}

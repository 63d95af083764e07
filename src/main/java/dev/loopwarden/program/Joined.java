package dev.loopwarden.program;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One meaning of several bindings or branches.
final class Joined {

  private static final int CHOICES_MAX = 8;

  private Joined() {}

  /// None is left out; so is what another binding may explain. A container whose elements are not known gives way to one whose are.
  ///
  /// @param lenient what is not known is left out too: `session or Session()` is a session
  static Meaning of(List<Meaning> all, boolean lenient) {
    Meaning found = null;
    Meaning.Unknown unknown = null;
    boolean none = false;
    for (Meaning each : all) {
      if (each instanceof Meaning.None) {
        none = true;
      } else if (each instanceof Meaning.Unknown reason) {
        unknown = unknown == null || unknown.soft() ? reason : unknown;
      } else if (found == null || isEmptier(found, each) || isFlag(found) || (isJson(each) && isPlain(found))) {
        found = each;
      } else if (!(isJson(found) && isPlain(each)) && !isEmptier(each, found) && !isFlag(each) && !agree(found, each)) {
        found = several(found, each);
        if (!found.isKnown()) {
          return found;
        }
      }
    }
    if (unknown != null && (found == null || (!lenient && !unknown.soft()))) {
      return unknown;
    }
    return found != null ? found : none ? new Meaning.None() : new Meaning.Unknown("nothing is assigned to it", true);
  }

  /// Objects of the program's classes, their methods and what these give are followed side by side; of other mixtures nothing is said.
  private static Meaning several(Meaning found, Meaning other) {
    var all = new ArrayList<Meaning>();
    for (Meaning each : List.of(found, other)) {
      for (Meaning choice : each instanceof Meaning.OneOf(List<Meaning> choices) ? choices : List.of(each)) {
        if (all.stream().noneMatch(one -> agree(one, choice))) {
          all.add(choice);
        }
      }
    }
    boolean followed = all.size() <= CHOICES_MAX
        && (all.stream().allMatch(Meaning.Instance.class::isInstance)
            || all.stream().allMatch(each -> each instanceof Meaning.Function method && method.receiver().isPresent())
            || all.stream().allMatch(Meaning.Coroutine.class::isInstance));
    return followed ? new Meaning.OneOf(all) : new Meaning.Unknown("it is one of several things");
  }

  /// What the choices come to; one that lacks the member is left out, because the code would fail there.
  static Meaning choices(List<Meaning> choices) {
    Meaning all = of(choices.stream().filter(Meaning::isKnown).toList(), false);
    boolean coroutines = all instanceof Meaning.OneOf(List<Meaning> several) && several.stream().allMatch(Meaning.Coroutine.class::isInstance);
    return coroutines ? new Meaning.Coroutine(new Meaning.Unknown("it is one of several things")) : all;
  }

  /// `Path | bool`: nobody calls a method of a truth value.
  private static boolean isFlag(Meaning each) {
    return each instanceof Meaning.Value(String type) && type.equals("bool");
  }

  /// What a JSON text holds: any of the built-in types.
  private static boolean isJson(Meaning each) {
    return each instanceof Meaning.Value(String type) && type.equals("json");
  }

  /// Such a value as a JSON text may hold: `json.loads(text)` in one branch, `{}` in the other.
  private static boolean isPlain(Meaning each) {
    return switch (each) {
      case Meaning.Value _ -> true;
      case Meaning.Container(Meaning element) -> !element.isKnown() || isPlain(element);
      case Meaning.Mapping(Meaning _, Meaning value) -> !value.isKnown() || isPlain(value);
      default -> false;
    };
  }

  /// `[]` says less than `[client]`, and `Repo` less than `Repo[User]`.
  private static boolean isEmptier(Meaning one, Meaning other) {
    return switch (one) {
      case Meaning.Container(Meaning element) -> !element.isKnown() && (other instanceof Meaning.Container || other instanceof Meaning.Parts);
      case Meaning.Mapping(Meaning _, Meaning value) -> !value.isKnown() && other instanceof Meaning.Mapping;
      case Meaning.Instance(ClassView view, List<Meaning> of) -> of.isEmpty()
          && other instanceof Meaning.Instance(ClassView same, List<Meaning> more) && same.equals(view) && !more.isEmpty();
      case Meaning.LibraryInstance object -> object.of().isEmpty()
          && other instanceof Meaning.LibraryInstance same && same.type().equals(object.type()) && same.of().isPresent();
      default -> false;
    };
  }

  private static boolean agree(@Nullable Meaning one, Meaning two) {
    return switch (two) {
      case Meaning.LibraryInstance other -> one instanceof Meaning.LibraryInstance instance && instance.type().equals(other.type());
      case Meaning.Library other -> one instanceof Meaning.Library library && library.name().equals(other.name());
      case Meaning.Instance(ClassView view, List<Meaning> of) ->
          one instanceof Meaning.Instance(ClassView other, List<Meaning> others) && other.equals(view) && (of.isEmpty() || others.isEmpty() || alike(others, of));
      case Meaning.ClassOf(ClassView view, _) -> one instanceof Meaning.ClassOf(ClassView other, _) && other.equals(view);
      case Meaning.TypeOf(Meaning instance) -> one instanceof Meaning.TypeOf(Meaning other) && agree(other, instance);
      case Meaning.Function function -> one instanceof Meaning.Function other && other.block().equals(function.block());
      case Meaning.Recoloured(CodeBlock block, boolean _) -> one instanceof Meaning.Recoloured(CodeBlock other, boolean _) && other.equals(block);
      case Meaning.Manager(CodeBlock block) -> one instanceof Meaning.Manager(CodeBlock other) && other.equals(block);
      case Meaning.Generator(CodeBlock block, Meaning _) -> one instanceof Meaning.Generator(CodeBlock other, Meaning _) && other.equals(block);
      case Meaning.Coroutine(Meaning result) -> one instanceof Meaning.Coroutine(Meaning other) && agree(other, result);
      case Meaning.Value(String type) -> one instanceof Meaning.Value(String other) && other.equals(type);
      case Meaning.Container(Meaning element) -> one instanceof Meaning.Container(Meaning other) && agree(other, element);
      case Meaning.Mapping(Meaning _, Meaning value) -> one instanceof Meaning.Mapping(Meaning _, Meaning other) && agree(other, value);
      case Meaning.ModuleOf(ParsedModule module) -> one instanceof Meaning.ModuleOf(ParsedModule other) && other.path().equals(module.path());
      case Meaning.Namespace namespace -> one instanceof Meaning.Namespace other && other.dotted().equals(namespace.dotted());
      case Meaning.Parts parts -> one instanceof Meaning.Parts other && alike(other.parts(), parts.parts());
      case Meaning.CallableOf(Meaning result) -> one instanceof Meaning.CallableOf(Meaning other) && agree(other, result);
      case Meaning.Super _, Meaning.Partial _, Meaning.LambdaOf _ -> false;
      case Meaning.OneOf(List<Meaning> choices) -> one instanceof Meaning.OneOf(List<Meaning> others) && alike(others, choices);
      case Meaning.Unknown _ -> one instanceof Meaning.Unknown;
      case Meaning.None _ -> one instanceof Meaning.None;
    };
  }

  private static boolean alike(List<Meaning> one, List<Meaning> other) {
    if (one.size() != other.size()) {
      return false;
    }
    for (int i = 0; i < one.size(); i++) {
      if (!agree(one.get(i), other.get(i))) {
        return false;
      }
    }
    return true;
  }
}

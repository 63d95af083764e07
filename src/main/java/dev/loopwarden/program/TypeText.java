package dev.loopwarden.program;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/// A type as knowledge files write it: a class's qualified name, `str` and its like, `[a]` for something with elements, `(a, b)` for a tuple,
/// `{a: b}` for a mapping, `json` for what a JSON text may hold, `?` for what cannot be told, `None`; `asyncio.Queue of a` for an object that
/// holds such; and words for what only the call tells: `self` is the object itself, `element` what it holds, `given` an object of the class that
/// is its first argument, `only` the same where it has no second one, `held` what its first argument holds.
final class TypeText {

  /// What only the call tells.
  static final Set<String> WORDS = Set.of("self", "element", "given", "only", "held");

  private static final Set<String> VALUES = Set.of("str", "bytes", "bytearray", "int", "float", "bool", "complex", "range", "json");
  private static final String HOLDS = " of ";

  private TypeText() {}

  static boolean isType(String text) {
    return of(text).isPresent();
  }

  /// What a value of that type is; empty where the text is no type.
  static Optional<Meaning> of(String text) {
    return of(text, _ -> Elements.nothing());
  }

  /// @param told what one of the words stands for
  static Optional<Meaning> of(String text, Function<String, Meaning> told) {
    String plain = text.strip();
    if (plain.length() > 2 && "[({".indexOf(plain.charAt(0)) >= 0) {
      return within(plain.charAt(0), plain.charAt(plain.length() - 1), plain.substring(1, plain.length() - 1), told);
    }
    if (WORDS.contains(plain)) {
      return Optional.of(told.apply(plain));
    }
    int holds = plain.indexOf(HOLDS);
    if (holds > 0) {
      Optional<Meaning> held = of(plain.substring(holds + HOLDS.length()), told);
      return held.isPresent() && isClass(plain.substring(0, holds))
          ? Optional.of(new Meaning.LibraryInstance(plain.substring(0, holds), Optional.empty(), held.filter(Meaning::isKnown))) : Optional.empty();
    }
    if (plain.equals("None")) {
      return Optional.of(new Meaning.None());
    }
    if (plain.equals("?")) {
      return Optional.of(Elements.nothing());
    }
    if (plain.equals("dict")) {
      return Optional.of(new Meaning.Mapping(Elements.nothing(), Elements.nothing()));
    }
    if (VALUES.contains(plain)) {
      return Optional.of(new Meaning.Value(plain));
    }
    return isClass(plain) ? Optional.of(new Meaning.LibraryInstance(plain, Optional.empty())) : Optional.empty();
  }

  private static boolean isClass(String plain) {
    return plain.matches("[A-Za-z_]\\w*(?:\\.[A-Za-z_]\\w*)+");
  }

  private static Optional<Meaning> within(char open, char close, String inner, Function<String, Meaning> told) {
    List<Optional<Meaning>> parts = split(inner, open == '{' ? ':' : ',').stream().map(each -> of(each, told)).toList();
    if (parts.stream().anyMatch(Optional::isEmpty)) {
      return Optional.empty();
    }
    List<Meaning> all = parts.stream().map(Optional::orElseThrow).toList();
    return switch (open) {
      case '[' -> close == ']' && all.size() == 1 ? Optional.of(new Meaning.Container(all.getFirst())) : Optional.empty();
      case '{' -> close == '}' && all.size() == 2 ? Optional.of(new Meaning.Mapping(all.getFirst(), all.getLast())) : Optional.empty();
      default -> close == ')' ? Optional.of(new Meaning.Parts(all)) : Optional.empty();
    };
  }

  /// Parts between separators that stand in no bracket.
  private static List<String> split(String text, char separator) {
    var parts = new ArrayList<String>();
    int depth = 0;
    int from = 0;
    for (int i = 0; i < text.length(); i++) {
      char each = text.charAt(i);
      depth += "[({".indexOf(each) >= 0 ? 1 : "])}".indexOf(each) >= 0 ? -1 : 0;
      if (each == separator && depth == 0) {
        parts.add(text.substring(from, i));
        from = i + 1;
      }
    }
    parts.add(text.substring(from));
    return parts;
  }
}

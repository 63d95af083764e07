package dev.loopwarden.python;

import dev.loopwarden.source.Span;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeMap;

/// A tree as one line of JSON with the names and fields of Python's `ast` module, so that it can be compared with CPython's
/// own: a node is `{"_": TYPE, "at": [line, column, end line, end column], FIELD: ...}`. Values of numbers are left out.
public final class CanonicalJson {

  private static final List<String> LAST = List.of("decoratorList", "returns", "typeParams");

  private final StringBuilder json = new StringBuilder(1 << 14);

  private CanonicalJson() {}

  /// The line for one file: its tree, or the first problem where not all of it was understood.
  public static String row(String path, ParseResult result) {
    var writer = new CanonicalJson();
    writer.json.append("{\"path\": ");
    writer.text(path);
    switch (result) {
      case ParseResult.Parsed parsed when parsed.isWhole() -> {
        writer.json.append(", \"ast\": ");
        writer.value(parsed.module());
      }
      case ParseResult.Parsed parsed -> writer.error(parsed.unread().getFirst().line(), parsed.unread().getFirst().problem());
      case ParseResult.Unreadable refused -> writer.error(refused.line(), refused.problem());
    }
    return writer.json.append('}').toString();
  }

  private void error(int line, String problem) {
    json.append(", \"error\": {\"line\": ").append(line).append(", \"message\": ");
    text(problem);
    json.append('}');
  }

  private void value(Object value) {
    switch (value) {
      case Node node -> node(node);
      case List<?> list -> {
        json.append('[');
        String separator = "";
        for (Object item : list) {
          json.append(separator);
          separator = ", ";
          value(item);
        }
        json.append(']');
      }
      case Optional<?> maybe -> maybe.ifPresentOrElse(this::value, () -> json.append("null"));
      case Integer number -> json.append(number.intValue());
      case String string -> text(string);
      default -> throw new IllegalArgumentException("no canonical form: " + value.getClass());
    }
  }

  private void node(Node node) {
    json.append("{\"_\": \"").append(type(node)).append('"');
    if (hasPlace(node)) {
      Span span = node.span();
      json.append(", \"at\": [").append(span.line()).append(", ").append(span.column()).append(", ");
      json.append(span.endLine()).append(", ").append(span.endColumn()).append(']');
    }
    switch (node) {
      case Expr.Constant constant -> constant(constant);
      case Pattern.MatchSingleton single -> {
        json.append(", \"value\": ").append(singleton(single.value()));
      }
      default -> fields(node);
    }
    json.append('}');
  }

  private void constant(Expr.Constant constant) {
    json.append(", \"type\": \"").append(constant.type().python()).append('"');
    switch (constant.type()) {
      case STR, BYTES -> {
        json.append(", \"value\": ");
        text(constant.value());
      }
      case BOOL -> json.append(", \"value\": ").append(singleton(constant.value()));
      case INT, FLOAT, COMPLEX, NONE, ELLIPSIS -> {}
    }
  }

  private static String singleton(String written) {
    return written.equals("None") ? "null" : written.toLowerCase(Locale.ROOT);
  }

  /// In the order of the abstract grammar, where decorators, the result and, but for an alias, type parameters come last.
  private void fields(Node node) {
    var last = new TreeMap<Integer, RecordComponent>();
    for (RecordComponent component : node.getClass().getRecordComponents()) {
      int late = node instanceof Stmt.TypeAlias ? -1 : LAST.indexOf(component.getName());
      if (late >= 0) {
        last.put(late, component);
      } else if (!component.getName().equals("span")) {
        field(component, node);
      }
    }
    last.values().forEach(component -> field(component, node));
  }

  private void field(RecordComponent component, Node node) {
    Object value = read(component, node);
    if (!isLeftOut(component.getName(), value)) {
      json.append(", \"").append(snake(component.getName())).append("\": ");
      value(value);
    }
  }

  /// As newer Pythons have these fields and older ones do not, they stand only where they say something.
  private static boolean isLeftOut(String name, Object value) {
    return (name.equals("typeParams") && value.equals(List.of())) || (name.equals("isLazy") && value.equals(0));
  }

  private static Object read(RecordComponent component, Node node) {
    try {
      return component.getAccessor().invoke(node);
    } catch (IllegalAccessException | InvocationTargetException impossible) {
      throw new IllegalStateException("a record's accessor failed: " + component, impossible);
    }
  }

  private static boolean hasPlace(Node node) {
    return switch (node) {
      case Module _, Arguments _, WithItem _, MatchCase _, Comprehension _ -> false;
      default -> true;
    };
  }

  private static String type(Node node) {
    return switch (node) {
      case Stmt.ExprStmt _ -> "Expr";
      case Arguments _ -> "arguments";
      case Arg _ -> "arg";
      case Keyword _ -> "keyword";
      case Alias _ -> "alias";
      case WithItem _ -> "withitem";
      case MatchCase _ -> "match_case";
      case Comprehension _ -> "comprehension";
      default -> node.getClass().getSimpleName();
    };
  }

  private static String snake(String camel) {
    var name = new StringBuilder();
    for (int i = 0; i < camel.length(); i++) {
      char c = camel.charAt(i);
      if (Character.isUpperCase(c)) {
        name.append('_');
      }
      name.append(Character.toLowerCase(c));
    }
    return name.toString();
  }

  private void text(String text) {
    json.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"', '\\' -> json.append('\\').append(c);
        case '\n' -> json.append("\\n");
        case '\r' -> json.append("\\r");
        case '\t' -> json.append("\\t");
        case '\b' -> json.append("\\b");
        case '\f' -> json.append("\\f");
        default -> {
          if (c < 0x20 || c > 0x7e) {
            json.append("\\u%04x".formatted((int) c));
          } else {
            json.append(c);
          }
        }
      }
    }
    json.append('"');
  }
}

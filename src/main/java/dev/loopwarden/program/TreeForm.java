package dev.loopwarden.program;

import dev.loopwarden.python.ConstantType;
import dev.loopwarden.python.Expr;
import dev.loopwarden.python.Module;
import dev.loopwarden.python.Node;
import dev.loopwarden.python.Stmt;
import dev.loopwarden.source.Span;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// A syntax tree in few bytes: its nodes with the children before their parent, so that neither writing nor reading recurses,
/// however deep the tree is. Docstrings and long literals, which no fact reads, come back as empty text; but for a docstring that says
/// that something is done on purpose.
final class TreeForm {

  /// Literals of more characters are left out.
  static final int LITERAL_MAX = 120;

  private TreeForm() {}

  static void write(Module module, PackedWriter out) {
    List<Node> nodes = childrenFirst(module);
    Set<Node> unread = Collections.newSetFromMap(new IdentityHashMap<>());
    out.number(nodes.size());
    int line = 1;
    for (Node node : nodes) {
      if (node instanceof Stmt.ExprStmt(Span _, Expr value)) {
        unread.add(value);
      }
    }
    for (Node node : nodes) {
      NodeShape shape = NodeShape.of(node);
      out.number(shape.tag());
      Span span = node.span();
      out.signed(span.line() - line);
      out.number(span.column());
      out.number(span.endLine() - span.line());
      out.number(span.endLine() == span.line() ? span.endColumn() - span.column() : span.endColumn());
      line = span.line();
      Node written = node instanceof Expr.Constant constant && isLeftOut(constant, unread.contains(node))
          ? new Expr.Constant(span, constant.type(), "") : node;
      shape.fields().forEach(each -> write(each, written, out));
    }
  }

  static boolean isLeftOut(Expr.Constant constant, boolean alone) {
    return switch (constant.type()) {
      case STR, BYTES -> alone ? !Remarks.isSaidIn(constant.value()) : constant.value().length() > LITERAL_MAX;
      case INT, FLOAT, COMPLEX, BOOL, NONE, ELLIPSIS -> false;
    };
  }

  /// A field's own value; of nodes, how many it holds.
  static void write(NodeShape.Field field, Node node, PackedWriter out) {
    switch (field.kind()) {
      case NODE -> {}
      case MAYBE_NODE -> out.flag(((Optional<?>) field.of(node)).isPresent());
      case NODES -> out.number(((List<?>) field.of(node)).size());
      case MAYBE_NODES -> {
        List<?> all = (List<?>) field.of(node);
        out.number(all.size());
        all.forEach(each -> out.flag(((Optional<?>) each).isPresent()));
      }
      case TEXT -> out.text((String) field.of(node));
      case MAYBE_TEXT -> out.maybe(((Optional<?>) field.of(node)).map(String.class::cast));
      case TEXTS -> {
        List<?> all = (List<?>) field.of(node);
        out.number(all.size());
        all.forEach(each -> out.text((String) each));
      }
      case NUMBER -> out.signed((Integer) field.of(node));
      case CONSTANT_TYPE -> out.text(((ConstantType) field.of(node)).name());
    }
  }

  /// All nodes, each behind those in its fields.
  static List<Node> childrenFirst(Node root) {
    var found = new ArrayList<Node>();
    var left = new ArrayDeque<Node>();
    left.push(root);
    while (!left.isEmpty()) {
      Node node = left.pop();
      found.add(node);
      for (NodeShape.Field field : NodeShape.of(node).fields()) {
        if (field.kind().holdsNodes()) {
          field.nodes(node).forEach(left::push);
        }
      }
    }
    Collections.reverse(found);
    return found;
  }

  /// The tree; `Malformed` where the bytes hold none.
  static Module read(PackedReader in) {
    int count = in.count();
    var made = new ArrayList<Node>();
    int line = 1;
    for (int i = 0; i < count; i++) {
      int tag = in.number();
      if (tag >= NodeShape.ALL.size()) {
        throw new Malformed("no kind of node: " + tag);
      }
      NodeShape shape = NodeShape.ALL.get(tag);
      Span span = span(line, in);
      line = span.line();
      Node node = node(shape, span, in, made);
      made.add(node);
    }
    if (made.size() != 1 || !(made.getFirst() instanceof Module module)) {
      throw new Malformed("not one module");
    }
    return module;
  }

  private static Span span(int before, PackedReader in) {
    int line = before + in.signed();
    int column = in.number();
    int lines = in.number();
    int last = in.number();
    try {
      return new Span(line, column, Math.addExact(line, lines), lines == 0 ? Math.addExact(column, last) : last);
    } catch (IllegalArgumentException | ArithmeticException refused) {
      throw new Malformed("no span");
    }
  }

  private static Node node(NodeShape shape, Span span, PackedReader in, List<Node> made) {
    List<NodeShape.Field> fields = shape.fields();
    var values = new Object[fields.size() + 1];
    values[0] = span;
    int children = 0;
    for (int i = 0; i < fields.size(); i++) {
      Object head = head(fields.get(i), made.size(), in);
      values[i + 1] = head;
      children += fields.get(i).kind().holdsNodes() ? held(head) : 0;
    }
    int next = made.size() - children;
    if (next < 0) {
      throw new Malformed("a node without its children");
    }
    int first = next;
    for (int i = 0; i < fields.size(); i++) {
      NodeShape.Field field = fields.get(i);
      if (field.kind().holdsNodes()) {
        boolean[] there = (boolean[]) values[i + 1];
        values[i + 1] = taken(field, there, made, next);
        next += held(there);
      }
    }
    made.subList(first, made.size()).clear();
    return shape.make(values);
  }

  /// A field's value, or for nodes which of its places have one.
  private static Object head(NodeShape.Field field, int made, PackedReader in) {
    return switch (field.kind()) {
      case NODE -> new boolean[] {true};
      case MAYBE_NODE -> new boolean[] {in.flag()};
      case NODES -> places(in.number(), made, in, false);
      case MAYBE_NODES -> places(in.count(), Integer.MAX_VALUE, in, true);
      case TEXT -> in.text();
      case MAYBE_TEXT -> in.maybe();
      case TEXTS -> {
        int count = in.count();
        var texts = new ArrayList<String>(count);
        for (int i = 0; i < count; i++) {
          texts.add(in.text());
        }
        yield texts;
      }
      case NUMBER -> in.signed();
      case CONSTANT_TYPE -> type(in.text());
    };
  }

  private static ConstantType type(String name) {
    try {
      return ConstantType.valueOf(name);
    } catch (IllegalArgumentException none) {
      throw new Malformed("no type of a literal: " + name);
    }
  }

  private static boolean[] places(int count, int most, PackedReader in, boolean told) {
    if (count > most) {
      throw new Malformed("a node without its children");
    }
    var places = new boolean[count];
    for (int i = 0; i < count; i++) {
      places[i] = !told || in.flag();
    }
    return places;
  }

  private static int held(Object places) {
    int held = 0;
    for (boolean each : (boolean[]) places) {
      held += each ? 1 : 0;
    }
    return held;
  }

  private static Object taken(NodeShape.Field field, boolean[] places, List<Node> made, int from) {
    int next = from;
    var taken = new ArrayList<Object>(places.length);
    for (boolean each : places) {
      if (!each) {
        taken.add(Optional.empty());
        continue;
      }
      Node node = made.get(next++);
      if (!field.type().isInstance(node)) {
        throw new Malformed("a " + node.getClass().getSimpleName() + " as " + field.name());
      }
      taken.add(field.kind() == NodeShape.Kind.MAYBE_NODES ? Optional.of(node) : node);
    }
    return switch (field.kind()) {
      case NODE -> taken.getFirst();
      case MAYBE_NODE -> places[0] ? Optional.of(taken.getFirst()) : Optional.empty();
      default -> taken;
    };
  }
}

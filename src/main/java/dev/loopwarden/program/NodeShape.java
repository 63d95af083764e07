package dev.loopwarden.program;

import dev.loopwarden.python.ConstantType;
import dev.loopwarden.python.Node;
import dev.loopwarden.source.Span;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.Constructor;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What a kind of node is made of, told by its record: a new node or field of the tree needs no line here, and makes another
/// `SIGNATURE`. The span, which every node has first, is not among the fields.
///
/// @param tag its number in the serial form
record NodeShape(int tag, Class<? extends Node> type, List<Field> fields, MethodHandle make) {

  /// All kinds, by tag.
  static final List<NodeShape> ALL = all();

  /// Names all kinds and their fields: two analysers that read each other's trees have the same.
  static final String SIGNATURE = signature();

  private static final Map<Class<?>, NodeShape> BY_TYPE = byType();

  NodeShape {
    fields = List.copyOf(fields);
  }

  enum Kind {
    NODE,
    MAYBE_NODE,
    NODES,
    MAYBE_NODES,
    TEXT,
    MAYBE_TEXT,
    TEXTS,
    NUMBER,
    CONSTANT_TYPE;

    boolean holdsNodes() {
      return compareTo(MAYBE_NODES) <= 0;
    }
  }

  /// One field.
  ///
  /// @param type of the nodes that it may hold
  record Field(String name, Kind kind, Class<?> type, MethodHandle get) {

    Object of(Node node) {
      try {
        return get.invoke(node);
      } catch (Throwable impossible) {
        throw new IllegalStateException("a record gives its fields", impossible);
      }
    }

    /// The nodes in it, in order.
    List<Node> nodes(Node node) {
      return switch (kind) {
        case NODE -> List.of((Node) of(node));
        case MAYBE_NODE -> ((Optional<?>) of(node)).map(Node.class::cast).map(List::of).orElse(List.of());
        case NODES -> ((List<?>) of(node)).stream().map(Node.class::cast).toList();
        case MAYBE_NODES -> ((List<?>) of(node)).stream().flatMap(each -> ((Optional<?>) each).stream()).map(Node.class::cast).toList();
        case TEXT, MAYBE_TEXT, TEXTS, NUMBER, CONSTANT_TYPE -> List.of();
      };
    }
  }

  static NodeShape of(Node node) {
    NodeShape shape = BY_TYPE.get(node.getClass());
    if (shape == null) {
      throw new IllegalStateException("no kind of node: " + node.getClass());
    }
    return shape;
  }

  /// A node of these values, the span first; `Malformed` where they make none.
  Node make(Object[] values) {
    try {
      return (Node) make.invokeExact(values);
    } catch (RuntimeException refused) {
      throw new Malformed("no " + type.getSimpleName() + ": " + refused.getMessage());
    } catch (Throwable impossible) {
      throw new IllegalStateException("a record is made of its fields", impossible);
    }
  }

  private static List<NodeShape> all() {
    var types = new ArrayList<Class<?>>();
    leaves(Node.class, types);
    types.sort(Comparator.comparing(Class::getName));
    var shapes = new ArrayList<NodeShape>();
    for (Class<?> type : types) {
      shapes.add(shape(shapes.size(), type.asSubclass(Node.class)));
    }
    return List.copyOf(shapes);
  }

  private static void leaves(Class<?> type, List<Class<?>> found) {
    if (type.isRecord()) {
      found.add(type);
    } else {
      for (Class<?> each : type.getPermittedSubclasses()) {
        leaves(each, found);
      }
    }
  }

  private static NodeShape shape(int tag, Class<? extends Node> type) {
    try {
      RecordComponent[] parts = type.getRecordComponents();
      var fields = new ArrayList<Field>();
      var types = new Class<?>[parts.length];
      for (int i = 0; i < parts.length; i++) {
        types[i] = parts[i].getType();
        if (i > 0) {
          fields.add(field(parts[i]));
        } else if (parts[i].getType() != Span.class) {
          throw new IllegalStateException(type + " does not begin with its span");
        }
      }
      Constructor<?> constructor = type.getDeclaredConstructor(types);
      MethodHandle make = MethodHandles.publicLookup().unreflectConstructor(constructor)
          .asSpreader(Object[].class, parts.length)
          .asType(java.lang.invoke.MethodType.methodType(Node.class, Object[].class));
      return new NodeShape(tag, type, fields, make);
    } catch (ReflectiveOperationException closed) {
      throw new IllegalStateException(type + " is not open to all", closed);
    }
  }

  private static Field field(RecordComponent part) throws IllegalAccessException {
    MethodHandle get = MethodHandles.publicLookup().unreflect(part.getAccessor());
    Type type = part.getGenericType();
    if (type instanceof Class<?> plain) {
      Kind kind = Node.class.isAssignableFrom(plain) ? Kind.NODE
          : plain == String.class ? Kind.TEXT
          : plain == int.class ? Kind.NUMBER
          : plain == ConstantType.class ? Kind.CONSTANT_TYPE
          : unknown(part);
      return new Field(part.getName(), kind, plain, get);
    }
    Type inner = ((ParameterizedType) type).getActualTypeArguments()[0];
    boolean list = part.getType() == List.class;
    if (inner instanceof ParameterizedType maybe && list) {
      return new Field(part.getName(), Kind.MAYBE_NODES, (Class<?>) maybe.getActualTypeArguments()[0], get);
    }
    Class<?> of = (Class<?>) inner;
    boolean node = Node.class.isAssignableFrom(of);
    if (!node && of != String.class) {
      return new Field(part.getName(), unknown(part), of, get);
    }
    Kind kind = list ? (node ? Kind.NODES : Kind.TEXTS) : node ? Kind.MAYBE_NODE : Kind.MAYBE_TEXT;
    return new Field(part.getName(), kind, of, get);
  }

  private static Kind unknown(RecordComponent part) {
    throw new IllegalStateException("a field of no kind that is known: " + part);
  }

  private static Map<Class<?>, NodeShape> byType() {
    var byType = new HashMap<Class<?>, NodeShape>();
    ALL.forEach(each -> byType.put(each.type(), each));
    return byType;
  }

  private static String signature() {
    var out = new StringBuilder();
    for (NodeShape shape : ALL) {
      out.append(shape.type().getName()).append('(');
      shape.fields().forEach(each -> out.append(each.name()).append(' ').append(each.kind()).append(' ').append(each.type().getName()).append(','));
      out.append(')');
    }
    return out.toString();
  }
}

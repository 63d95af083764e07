package dev.loopwarden.program;

import dev.loopwarden.python.ConstantType;
import dev.loopwarden.python.Expr;
import dev.loopwarden.python.Stmt;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Says what an expression stands for: attributes through classes and libraries, calls through their results, names through
/// `Names`. One resolver serves one program and remembers what it found.
final class Resolver {

  private static final int DEPTH_MAX = 60;
  static final Meaning.Unknown CIRCULAR = new Meaning.Unknown("it is defined by itself");

  private final Knowledge knowledge;
  private final Names names;
  private final Annotations annotations;
  private final Classes classes;
  private final Decorators decorators;
  private final IdentityHashMap<Expr, Meaning> known = new IdentityHashMap<>();
  private final Map<CodeBlock, Meaning> results = new HashMap<>();
  private int depth;

  Resolver(Program program, Knowledge knowledge) {
    this.knowledge = knowledge;
    this.names = new Names(this, program, knowledge);
    this.annotations = new Annotations(this);
    this.classes = new Classes(this, knowledge);
    this.decorators = new Decorators(this, knowledge);
  }

  Classes classes() {
    return classes;
  }

  Names names() {
    return names;
  }

  Annotations annotations() {
    return annotations;
  }

  /// What an expression of a module stands for.
  Meaning of(Expr expr, ParsedModule module) {
    Meaning before = known.get(expr);
    if (before != null) {
      return before;
    }
    if (depth > DEPTH_MAX) {
      return new Meaning.Unknown("it is too far away");
    }
    known.put(expr, CIRCULAR);
    depth++;
    try {
      Meaning found = read(expr, module);
      known.put(expr, found);
      return found;
    } finally {
      depth--;
    }
  }

  private Meaning read(Expr expr, ParsedModule module) {
    return switch (expr) {
      case Expr.Name name -> names.lookup(name.id(), name, module);
      case Expr.Attribute attribute -> member(of(attribute.value(), module), attribute.attr());
      case Expr.Call call -> call(of(call.func(), module), call, module);
      case Expr.Await await -> awaited(of(await.value(), module));
      case Expr.NamedExpr named -> of(named.value(), module);
      case Expr.IfExp choice -> joined(List.of(of(choice.body(), module), of(choice.orelse(), module)), true);
      case Expr.BoolOp op -> joined(op.values().stream().map(each -> of(each, module)).toList(), true);
      case Expr.Subscript subscript -> item(of(subscript.value(), module), subscript.slice());
      case Expr.Lambda lambda -> new Meaning.LambdaOf(lambda, module);
      case Expr.Constant constant -> constant(constant);
      case Expr.JoinedStr _ -> new Meaning.Value("str");
      case Expr.List list -> new Meaning.Container(elements(list.elts(), module));
      case Expr.Set set -> new Meaning.Container(elements(set.elts(), module));
      case Expr.Tuple tuple -> new Meaning.Parts(tuple.elts().stream().map(each -> of(each, module)).toList());
      case Expr.ListComp comprehension -> new Meaning.Container(of(comprehension.elt(), module));
      case Expr.SetComp comprehension -> new Meaning.Container(of(comprehension.elt(), module));
      case Expr.GeneratorExp comprehension -> new Meaning.Container(of(comprehension.elt(), module));
      case Expr.Dict _, Expr.DictComp _ -> new Meaning.Value("dict");
      case Expr.Compare _ -> new Meaning.Value("bool");
      case Expr.UnaryOp op -> op.op().equals("Not") ? new Meaning.Value("bool") : of(op.operand(), module);
      case Expr.BinOp op -> binary(op, module);
      case Expr.Starred starred -> of(starred.value(), module);
      default -> new Meaning.Unknown("`" + expr.getClass().getSimpleName() + "` is not followed");
    };
  }

  private Meaning elements(List<Expr> elements, ParsedModule module) {
    if (elements.isEmpty() || elements.size() > 20) {
      return new Meaning.Unknown("what the container holds is not known", true);
    }
    return joined(elements.stream().map(each -> of(each, module)).toList(), false);
  }

  /// A path divided by something is a path.
  private Meaning binary(Expr.BinOp op, ParsedModule module) {
    Meaning left = of(op.left(), module);
    if (op.op().equals("Div") && knowledge.isKindOf(left.typeInLibrary(), "pathlib.PurePath")) {
      return new Meaning.LibraryInstance(left.typeInLibrary(), Optional.empty());
    }
    return left instanceof Meaning.Value || left instanceof Meaning.Container ? left : new Meaning.Unknown("the result of an operator");
  }

  private static Meaning constant(Expr.Constant constant) {
    return constant.type() == ConstantType.NONE ? new Meaning.None() : new Meaning.Value(constant.type().python());
  }

  Meaning function(CodeBlock block, Optional<Meaning> receiver) {
    return decorators.function(block, receiver);
  }

  // members

  Meaning member(Meaning receiver, String name) {
    return switch (receiver) {
      case Meaning.ModuleOf(ParsedModule module) -> names.exported(module, name);
      case Meaning.Library library -> libraryMember(library, name);
      case Meaning.LibraryInstance instance -> objectMember(instance, name);
      case Meaning.Instance(ClassView view) -> classes.attribute(view, name, receiver);
      case Meaning.ClassOf(ClassView view) -> classes.classAttribute(view, name);
      case Meaning.Value(String type) -> new Meaning.Library("builtins." + type + "." + name, Optional.empty());
      case Meaning.Container _ -> new Meaning.Library("builtins.list." + name, Optional.empty());
      case Meaning.Parts _ -> new Meaning.Library("builtins.tuple." + name, Optional.empty());
      case Meaning.Unknown unknown -> unknown;
      case Meaning.None _ -> new Meaning.Unknown("an attribute of None", true);
      case Meaning.Function _, Meaning.Coroutine _, Meaning.Manager _, Meaning.Partial _, Meaning.LambdaOf _ ->
          new Meaning.Unknown("`." + name + "` of a function or of what it gives");
    };
  }

  private Meaning libraryMember(Meaning.Library library, String name) {
    String full = knowledge.canonical(library.name() + "." + name);
    Optional<Knowledge.Entry> entry = knowledge.of(full);
    if (library.receiver().isEmpty() && entry.flatMap(Knowledge.Entry::attribute).isPresent()) {
      return typed(entry.flatMap(Knowledge.Entry::attribute).orElseThrow());
    }
    return new Meaning.Library(full, library.receiver());
  }

  private Meaning objectMember(Meaning.LibraryInstance instance, String name) {
    Optional<Knowledge.Entry> entry = knowledge.member(instance.type(), name);
    Optional<String> type = entry.flatMap(Knowledge.Entry::attribute);
    if (type.isPresent()) {
      return typed(type.get());
    }
    Optional<Meaning> dynamic = entry.isPresent() ? Optional.empty() : given(instance, "__getattr__");
    if (dynamic.isPresent()) {
      return dynamic.get();
    }
    String full = entry.map(Knowledge.Entry::name).filter(each -> !each.endsWith("*")).orElse(instance.type() + "." + name);
    return new Meaning.Library(full, Optional.of(instance));
  }

  /// What a special method of a library's object gives; how the object was made goes on to it.
  private Optional<Meaning> given(Meaning.LibraryInstance instance, String method) {
    return knowledge.member(instance.type(), method).flatMap(Knowledge.Entry::returns).map(this::typed)
        .map(each -> each instanceof Meaning.LibraryInstance part ? new Meaning.LibraryInstance(part.type(), instance.made()) : each);
  }

  /// A type as a knowledge file writes it.
  Meaning typed(String type) {
    if (type.startsWith("[")) {
      return new Meaning.Container(typed(type.substring(1, type.length() - 1).strip()));
    }
    if (type.startsWith("(")) {
      var parts = new ArrayList<Meaning>();
      for (String part : type.substring(1, type.length() - 1).split(",", -1)) {
        parts.add(typed(part.strip()));
      }
      return new Meaning.Parts(parts);
    }
    if (type.equals("None")) {
      return new Meaning.None();
    }
    return type.contains(".") ? new Meaning.LibraryInstance(type, Optional.empty()) : new Meaning.Value(type);
  }

  // calls

  Meaning call(Meaning callee, Expr.Call call, ParsedModule module) {
    return switch (callee) {
      case Meaning.Function function -> called(function.block());
      case Meaning.ClassOf(ClassView view) -> new Meaning.Instance(view);
      case Meaning.Library library -> libraryCall(library, call, module);
      case Meaning.Partial partial -> call(partial.callee(), partial.call(), module);
      case Meaning.LambdaOf lambda -> of(lambda.lambda().body(), lambda.module());
      case Meaning.Instance(ClassView view) -> {
        Meaning method = classes.attribute(view, "__call__", callee);
        yield method instanceof Meaning.Function function ? called(function.block()) : new Meaning.Unknown("an object is called");
      }
      case Meaning.Unknown unknown -> unknown.soft() ? new Meaning.Unknown(unknown.reason()) : unknown;
      case Meaning.LibraryInstance instance when knowledge.member(instance.type(), "__call__").isPresent() ->
          call(objectMember(instance, "__call__"), call, module);
      default -> new Meaning.Unknown("what is called is no function");
    };
  }

  private Meaning called(CodeBlock block) {
    if (block.isDecoratedWith("contextmanager", "asynccontextmanager")) {
      return new Meaning.Manager(block);
    }
    if (block.isGenerator()) {
      return block.isAsync() ? new Meaning.Unknown("an async generator") : new Meaning.Container(yielded(block));
    }
    return block.isAsync() ? new Meaning.Coroutine(result(block)) : result(block);
  }

  private Meaning libraryCall(Meaning.Library library, Expr.Call call, ParsedModule module) {
    String name = library.name();
    switch (name) {
      case "functools.partial" -> {
        return call.args().isEmpty() ? new Meaning.Unknown("partial of nothing") : new Meaning.Partial(of(call.args().getFirst(), module), call);
      }
      case "typing.cast" -> {
        return call.args().isEmpty() ? new Meaning.Unknown("a cast to nothing") : annotations.instance(call.args().getFirst(), module, call);
      }
      case "builtins.super" -> {
        return classes.superOf(call, module);
      }
      case "builtins.list", "builtins.set", "builtins.sorted", "builtins.reversed", "builtins.tuple", "builtins.frozenset" -> {
        return call.args().isEmpty()
            ? new Meaning.Container(new Meaning.Unknown("what the container holds is not known", true))
            : new Meaning.Container(iterated(of(call.args().getFirst(), module)));
      }
      default -> {}
    }
    Optional<Knowledge.Entry> entry = knowledge.of(name);
    Meaning result =
        entry.flatMap(Knowledge.Entry::returns)
            .map(type -> type.equals("self") && library.receiver().isPresent() ? library.receiver().get() : made(type, call, module))
            .orElseGet(() -> isClass(name) ? new Meaning.LibraryInstance(name, Optional.of(new Meaning.Made(module, call)))
                : new Meaning.Unknown("what `" + name + "` gives is not known"));
    return entry.map(Knowledge.Entry::async).orElse(false) ? new Meaning.Coroutine(result) : result;
  }

  private Meaning made(String type, Expr.Call call, ParsedModule module) {
    return typed(type) instanceof Meaning.LibraryInstance instance
        ? new Meaning.LibraryInstance(instance.type(), Optional.of(new Meaning.Made(module, call)))
        : typed(type);
  }

  /// By Python's convention a name that begins with a capital is a class.
  static boolean isClass(String name) {
    String last = name.substring(name.lastIndexOf('.') + 1);
    return !last.isEmpty() && Character.isUpperCase(last.charAt(0)) && !last.equals(last.toUpperCase(java.util.Locale.ROOT));
  }

  Meaning awaited(Meaning value) {
    return switch (value) {
      case Meaning.Coroutine(Meaning result) -> result;
      case Meaning.Unknown unknown -> unknown;
      case Meaning.LibraryInstance instance ->
          knowledge.isKindOf(instance.type(), "asyncio.Future") ? new Meaning.Unknown("the result of a task") : instance;
      default -> new Meaning.Unknown("the result of an awaitable");
    };
  }

  /// What a function gives: by its annotation, else by its `return` statements.
  Meaning result(CodeBlock block) {
    Meaning before = results.get(block);
    if (before != null) {
      return before;
    }
    results.put(block, CIRCULAR);
    Meaning found = block.returns().map(each -> annotations.instance(each, block.module(), block.node()))
        .orElse(new Meaning.Unknown("no return annotation", true));
    if (!found.isKnown()) {
      List<Stmt.Return> returns = block.own(Stmt.Return.class);
      if (!returns.isEmpty() && returns.size() <= 6) {
        Meaning inferred = joined(
            returns.stream().flatMap(each -> each.value().stream()).map(each -> of(each, block.module())).toList(), false);
        found = inferred.isKnown() ? inferred : found;
      }
    }
    results.put(block, found);
    return found;
  }

  /// What a generator yields: by its annotation's first argument, else by its first `yield`.
  Meaning yielded(CodeBlock block) {
    Optional<Meaning> declared = block.returns()
        .filter(each -> each instanceof Expr.Subscript)
        .map(each -> ((Expr.Subscript) each).slice())
        .map(slice -> slice instanceof Expr.Tuple tuple && !tuple.elts().isEmpty() ? tuple.elts().getFirst() : slice)
        .map(each -> annotations.instance(each, block.module(), block.node()))
        .filter(Meaning::isKnown);
    return declared.orElseGet(() -> block.own(Expr.Yield.class).stream()
        .flatMap(each -> each.value().stream())
        .findFirst()
        .map(each -> of(each, block.module()))
        .orElse(new Meaning.None()));
  }

  /// What `with x as y` binds to `y`.
  Meaning entered(Meaning context, boolean async) {
    return switch (context) {
      case Meaning.Manager(CodeBlock block) -> yielded(block);
      case Meaning.LibraryInstance instance -> knowledge.of(instance.type()).flatMap(Knowledge.Entry::enters).map(this::typed).orElse(instance);
      case Meaning.Coroutine(Meaning result) -> entered(result, async);
      case Meaning.Instance(ClassView view) -> {
        Meaning enter = classes.attribute(view, async ? "__aenter__" : "__enter__", context);
        if (enter instanceof Meaning.Function function) {
          Meaning result = result(function.block());
          yield result.isKnown() && !(result instanceof Meaning.None) ? result : new Meaning.Unknown("what `__enter__` gives is not known");
        }
        yield enter instanceof Meaning.Library ? context : new Meaning.Unknown("what the context manager gives is not known");
      }
      default -> new Meaning.Unknown("what the context manager gives is not known");
    };
  }

  Meaning iterated(Meaning value) {
    return switch (value) {
      case Meaning.Container(Meaning element) -> element;
      case Meaning.Parts parts -> joined(parts.parts(), false);
      case Meaning.LibraryInstance instance -> knowledge.member(instance.type(), "__iter__").flatMap(Knowledge.Entry::returns).map(this::typed)
          .orElse(new Meaning.Unknown("what it iterates over is not known"));
      case Meaning.Unknown unknown -> unknown;
      default -> new Meaning.Unknown("what it iterates over is not known");
    };
  }

  private Meaning item(Meaning value, Expr slice) {
    return switch (value) {
      case Meaning.Container container -> slice instanceof Expr.Slice ? container : container.element();
      case Meaning.Parts parts when slice instanceof Expr.Constant index && index.type() == ConstantType.INT && index.value().length() < 3 ->
          part(parts, Integer.parseInt(index.value()));
      case Meaning.ClassOf _ -> value;
      case Meaning.Library library when isClass(library.name()) -> value;
      case Meaning.LibraryInstance instance -> given(instance, "__getitem__").orElse(new Meaning.Unknown("an element of something"));
      default -> new Meaning.Unknown("an element of something");
    };
  }

  Meaning part(Meaning value, int index) {
    return switch (value) {
      case Meaning.Parts parts when index < parts.parts().size() -> parts.parts().get(index);
      case Meaning.Container container -> container.element();
      case Meaning.Unknown unknown -> unknown;
      default -> new Meaning.Unknown("a part of something");
    };
  }

  // joining

  /// One meaning of several. None is left out; so is what another binding may explain.
  ///
  /// @param lenient what is not known is left out too: `session or Session()` is a session
  Meaning joined(List<Meaning> all, boolean lenient) {
    Meaning found = null;
    Meaning.Unknown unknown = null;
    boolean none = false;
    for (Meaning each : all) {
      if (each instanceof Meaning.None) {
        none = true;
      } else if (each instanceof Meaning.Unknown reason) {
        unknown = unknown == null || unknown.soft() ? reason : unknown;
      } else if (found == null) {
        found = each;
      } else if (!agree(found, each)) {
        return new Meaning.Unknown("it is one of several things");
      }
    }
    if (unknown != null && (found == null || (!lenient && !unknown.soft()))) {
      return unknown;
    }
    return found != null ? found : none ? new Meaning.None() : new Meaning.Unknown("nothing is assigned to it", true);
  }

  private boolean agree(@Nullable Meaning one, Meaning two) {
    return switch (two) {
      case Meaning.LibraryInstance other -> one instanceof Meaning.LibraryInstance instance && instance.type().equals(other.type());
      case Meaning.Library other -> one instanceof Meaning.Library library && library.name().equals(other.name());
      case Meaning.Instance(ClassView view) -> one instanceof Meaning.Instance(ClassView other) && other.equals(view);
      case Meaning.ClassOf(ClassView view) -> one instanceof Meaning.ClassOf(ClassView other) && other.equals(view);
      case Meaning.Function function -> one instanceof Meaning.Function other && other.block().equals(function.block());
      case Meaning.Coroutine(Meaning result) -> one instanceof Meaning.Coroutine(Meaning other) && agree(other, result);
      case Meaning.Value(String type) -> one instanceof Meaning.Value(String other) && other.equals(type);
      case Meaning.Container(Meaning element) -> one instanceof Meaning.Container(Meaning other) && (agree(other, element) || !other.isKnown());
      case Meaning.ModuleOf(ParsedModule module) -> one instanceof Meaning.ModuleOf(ParsedModule other) && other.path().equals(module.path());
      default -> false;
    };
  }
}

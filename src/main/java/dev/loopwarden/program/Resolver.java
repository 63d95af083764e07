package dev.loopwarden.program;

import dev.loopwarden.python.ConstantType;
import dev.loopwarden.python.Expr;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;

/// Says what an expression stands for: attributes through classes and libraries, calls through their results, names through
/// `Names`. One resolver serves one program and remembers what it found.
final class Resolver {

  private static final int DEPTH_MAX = 60;
  static final Meaning CIRCULAR = new Meaning.Unknown("it is defined by itself");
  static final Meaning FAR = new Meaning.Unknown("it is too far away");

  private final Knowledge knowledge;
  private final Names names;
  private final Annotations annotations;
  private final Classes classes;
  private final Decorators decorators;
  private final Elements elements;
  private final Results callResults;
  private final Generics generics;
  private final Returned given;
  private final IdentityHashMap<Expr, Meaning> known = new IdentityHashMap<>();
  private int depth;

  Resolver(Program program, Knowledge knowledge) {
    this.knowledge = knowledge;
    this.names = new Names(this, program, knowledge);
    this.annotations = new Annotations(this);
    this.classes = new Classes(this, knowledge);
    this.decorators = new Decorators(this, knowledge);
    this.elements = new Elements(this, knowledge);
    this.callResults = new Results(this, knowledge);
    this.generics = new Generics(this);
    this.given = new Returned(this);
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

  Elements elements() {
    return elements;
  }

  Generics generics() {
    return generics;
  }

  Decorators decorators() {
    return decorators;
  }

  /// What an expression of a module stands for.
  Meaning of(Expr expr, ParsedModule module) {
    Meaning before = known.get(expr);
    if (before != null) {
      return before;
    }
    if (depth > DEPTH_MAX) {
      return FAR;
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
      case Expr.Name name -> narrowed(names.lookup(name.id(), name, module), name, module);
      case Expr.Attribute attribute -> narrowed(member(of(attribute.value(), module), attribute.attr()), attribute, module);
      case Expr.Call call -> call(of(call.func(), module), call, module);
      case Expr.Await await -> elements.awaited(of(await.value(), module));
      case Expr.NamedExpr named -> of(named.value(), module);
      case Expr.IfExp choice -> Joined.of(List.of(of(choice.body(), module), of(choice.orelse(), module)), true);
      case Expr.BoolOp op -> Joined.of(op.values().stream().map(each -> of(each, module)).toList(), true);
      case Expr.Subscript subscript -> subscript(subscript, module);
      case Expr.Lambda lambda -> new Meaning.LambdaOf(lambda, module);
      case Expr.Constant constant -> constant(constant);
      case Expr.JoinedStr _ -> new Meaning.Value("str");
      case Expr.List list -> new Meaning.Container(elements.joined(list.elts(), module));
      case Expr.Set set -> new Meaning.Container(elements.joined(set.elts(), module));
      case Expr.Tuple tuple -> new Meaning.Parts(tuple.elts().stream().map(each -> of(each, module)).toList());
      case Expr.ListComp comprehension -> new Meaning.Container(of(comprehension.elt(), module));
      case Expr.SetComp comprehension -> new Meaning.Container(of(comprehension.elt(), module));
      case Expr.GeneratorExp comprehension -> new Meaning.Container(of(comprehension.elt(), module));
      case Expr.Dict dict -> elements.mapping(dict, module);
      case Expr.DictComp dict -> new Meaning.Mapping(of(dict.key(), module), of(dict.value().orElse(dict.key()), module));
      case Expr.Compare _ -> new Meaning.Value("bool");
      case Expr.UnaryOp op -> op.op().equals("Not") ? new Meaning.Value("bool") : of(op.operand(), module);
      case Expr.BinOp op -> binary(op, module);
      case Expr.Starred starred -> of(starred.value(), module);
      default -> new Meaning.Unknown("`" + expr.getClass().getSimpleName() + "` is not followed");
    };
  }

  /// What is not known by itself may be told by `isinstance` around or before it; of several classes it leaves those that fit.
  private Meaning narrowed(Meaning found, Expr expr, ParsedModule module) {
    if (found instanceof Meaning.OneOf several) {
      return left(several, expr, module);
    }
    return found.isKnown() ? found
        : Narrowing.type(expr, module).map(type -> annotations.instance(type, module, type)).filter(Meaning::isKnown).orElse(found);
  }

  private Meaning left(Meaning.OneOf several, Expr expr, ParsedModule module) {
    Optional<ClassView> held = Narrowing.type(expr, module).flatMap(each -> view(each, module));
    List<ClassView> excluded = Narrowing.excluded(expr, module).stream().flatMap(each -> view(each, module).stream()).toList();
    List<Meaning> fit = several.choices().stream().filter(each -> !(each instanceof Meaning.Instance(ClassView view, var _))
        || (held.filter(type -> !isBelow(view, type)).isEmpty() && excluded.stream().noneMatch(type -> isBelow(view, type)))).toList();
    return fit.size() == 1 ? fit.getFirst() : !fit.isEmpty() ? new Meaning.OneOf(fit) : held.<Meaning>map(Meaning.Instance::new).orElse(several);
  }

  private boolean isBelow(ClassView view, ClassView type) {
    return classes.lineage(view).classes().contains(type);
  }

  private Optional<ClassView> view(Expr type, ParsedModule module) {
    return of(type, module) instanceof Meaning.ClassOf(ClassView view, var _) ? Optional.of(view) : Optional.empty();
  }

  private Meaning subscript(Expr.Subscript subscript, ParsedModule module) {
    Meaning value = of(subscript.value(), module);
    if (value instanceof Meaning.ClassOf(ClassView view, _)) {
      return classes.isEnum(view) ? new Meaning.Instance(view) : generics.bound(view, subscript, module);
    }
    return Annotations.isGeneric(value) ? new Meaning.TypeOf(annotations.instance(subscript, module, subscript))
        : elements.item(value, subscript.slice());
  }

  /// A path divided by something is a path; `X | None` is a type.
  private Meaning binary(Expr.BinOp op, ParsedModule module) {
    Meaning left = of(op.left(), module);
    if (op.op().equals("Div") && knowledge.isKindOf(left.typeInLibrary(), "pathlib.PurePath")) {
      return new Meaning.LibraryInstance(left.typeInLibrary(), Optional.empty());
    }
    if (op.op().equals("BitOr") && Annotations.isType(left)) {
      return new Meaning.TypeOf(annotations.instance(op, module, op));
    }
    return switch (left) {
      case Meaning.Value _, Meaning.Container _, Meaning.Mapping _ -> left;
      case Meaning.Instance(ClassView view, _) when classes.attribute(view, Operators.method(op.op()), left) instanceof Meaning.Function method -> result(method);
      default -> new Meaning.Unknown("the result of an operator");
    };
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
      case Meaning.ModuleOf(ParsedModule module) -> names.imports().exported(module, name);
      case Meaning.Namespace namespace -> names.imports().inNamespace(namespace, name);
      case Meaning.Library library -> libraryMember(library, name);
      case Meaning.LibraryInstance instance when name.equals("__class__") -> new Meaning.Library(instance.type(), Optional.empty());
      case Meaning.LibraryInstance instance -> objectMember(instance, name);
      case Meaning.Instance(ClassView view, List<Meaning> of) when name.equals("__class__") -> new Meaning.ClassOf(view, of);
      case Meaning.Instance(ClassView view, _) -> classes.attribute(view, name, receiver);
      case Meaning.Super above -> classes.above(above, name);
      case Meaning.ClassOf(ClassView view, _) -> classes.classAttribute(view, name);
      case Meaning.Value(String type) -> new Meaning.Library("builtins." + type + "." + name, Optional.empty());
      case Meaning.Mapping _ -> new Meaning.Library("builtins.dict." + name, Optional.empty());
      case Meaning.Container _ -> new Meaning.Library("builtins.list." + name, Optional.empty());
      case Meaning.Parts _ -> new Meaning.Library("builtins.tuple." + name, Optional.empty());
      case Meaning.Generator _ -> new Meaning.Library("builtins.generator." + name, Optional.empty());
      case Meaning.OneOf(List<Meaning> choices) -> Joined.choices(choices.stream().map(each -> member(each, name)).toList());
      case Meaning.Unknown unknown -> unknown;
      case Meaning.None _ -> new Meaning.Unknown("an attribute of None", true);
      case Meaning.TypeOf _ -> new Meaning.Unknown("`." + name + "` of a type");
      case Meaning.Function function when decorators.object(function.block()).isPresent() -> objectMember(decorators.object(function.block()).orElseThrow(), name);
      case Meaning.Function _, Meaning.Recoloured _, Meaning.Coroutine _, Meaning.Manager _, Meaning.Partial _, Meaning.LambdaOf _, Meaning.CallableOf _ ->
          new Meaning.Unknown("`." + name + "` of a function or of what it gives");
    };
  }

  private Meaning libraryMember(Meaning.Library library, String name) {
    String full = knowledge.canonical(library.name() + "." + name);
    Optional<Knowledge.Entry> entry = knowledge.of(full);
    if (library.receiver().isEmpty() && entry.flatMap(Knowledge.Entry::attribute).isPresent()) {
      return typed(entry.flatMap(Knowledge.Entry::attribute).orElseThrow(), library);
    }
    return new Meaning.Library(full, library.receiver());
  }

  private Meaning objectMember(Meaning.LibraryInstance instance, String name) {
    return objectMember(instance, name, instance);
  }

  /// A member of an object that has it from a library's class.
  ///
  /// @param self the object itself
  Meaning objectMember(Meaning.LibraryInstance instance, String name, Meaning self) {
    Optional<Knowledge.Entry> entry = knowledge.member(instance.type(), name);
    Optional<String> type = entry.flatMap(Knowledge.Entry::attribute);
    if (type.isPresent()) {
      return typed(type.get(), self);
    }
    Optional<Meaning> dynamic = entry.isPresent() ? Optional.empty() : given(instance, "__getattr__");
    if (dynamic.isPresent()) {
      return dynamic.get();
    }
    String full = entry.map(Knowledge.Entry::name).filter(each -> !each.endsWith("*")).orElse(instance.type() + "." + name);
    return new Meaning.Library(full, Optional.of(instance));
  }

  /// What a special method of a library's object gives; how the object was made goes on to it.
  Optional<Meaning> given(Meaning.LibraryInstance instance, String method) {
    return knowledge.member(instance.type(), method).flatMap(Knowledge.Entry::returns).map(type -> typed(type, instance))
        .map(each -> each instanceof Meaning.LibraryInstance part ? new Meaning.LibraryInstance(part.type(), instance.made()) : each);
  }

  /// A type as a knowledge file writes it, of what an object gives.
  Meaning typed(String type, Meaning self) {
    return TypeText.of(type, word -> switch (word) {
      case "self" -> self instanceof Meaning.ClassOf(ClassView view, List<Meaning> of) ? new Meaning.Instance(view, of) : self;
      case "element" -> self instanceof Meaning.LibraryInstance instance ? elements.held(instance) : Elements.nothing();
      default -> Elements.nothing();
    }).orElse(new Meaning.Unknown("`" + type + "` is no type"));
  }

  // calls

  Meaning call(Meaning callee, Expr.Call call, ParsedModule module) {
    return switch (callee) {
      case Meaning.Function function -> called(function, call, module);
      case Meaning.Recoloured(CodeBlock block, boolean async) -> async ? new Meaning.Coroutine(result(block)) : result(block);
      case Meaning.ClassOf type -> generics.made(type, call, module);
      case Meaning.TypeOf(Meaning instance) -> instance;
      case Meaning.CallableOf(Meaning result) -> result;
      case Meaning.Library library -> callResults.of(library, call, module);
      case Meaning.Partial partial -> call(partial.callee(), partial.call(), module);
      case Meaning.LambdaOf lambda -> of(lambda.lambda().body(), lambda.module());
      case Meaning.Instance(ClassView view, _) ->
          classes.attribute(view, "__call__", callee) instanceof Meaning.Function function ? called(function, call, module) : new Meaning.Unknown("an object is called");
      case Meaning.OneOf(List<Meaning> choices) -> Joined.choices(choices.stream().map(each -> call(each, call, module)).toList());
      case Meaning.Unknown unknown -> new Meaning.Unknown(unknown.reason());
      case Meaning.LibraryInstance instance when knowledge.member(instance.type(), "__call__").isPresent() ->
          call(objectMember(instance, "__call__"), call, module);
      default -> new Meaning.Unknown("what is called is no function");
    };
  }

  private Meaning called(Meaning.Function function, Expr.Call call, ParsedModule module) {
    CodeBlock block = function.block();
    if (block.isDecoratedWith("contextmanager", "asynccontextmanager")) {
      return new Meaning.Manager(block);
    }
    if (block.isGenerator()) {
      return new Meaning.Generator(block, yielded(function));
    }
    Meaning.Function meant = Overloads.chosen(function, call).map(each -> new Meaning.Function(each, function.receiver())).orElse(function);
    Meaning result = generics.result(meant, call, module).orElseGet(() -> result(meant));
    return block.isAsync() || meant.block().isAsync() ? new Meaning.Coroutine(result) : result;
  }

  /// By Python's convention a name that begins with a capital is a class.
  static boolean isClass(String name) {
    String last = name.substring(name.lastIndexOf('.') + 1);
    return !last.isEmpty() && Character.isUpperCase(last.charAt(0)) && !last.equals(last.toUpperCase(java.util.Locale.ROOT));
  }

  /// A class, or a constant. What is called is no constant: `PBKDF2HMAC(...)` makes an object.
  static boolean isCapital(String name) {
    String last = name.substring(name.lastIndexOf('.') + 1);
    return !last.isEmpty() && Character.isUpperCase(last.charAt(0));
  }

  /// What a method gives to its own receiver.
  Meaning result(Meaning.Function function) {
    return given.result(function);
  }

  /// What a function gives.
  Meaning result(CodeBlock block) {
    return given.result(block);
  }

  /// What a generator yields.
  Meaning yielded(CodeBlock block) {
    return given.yielded(new Meaning.Function(block, Optional.empty()));
  }

  Meaning yielded(Meaning.Function function) {
    return given.yielded(function);
  }
}

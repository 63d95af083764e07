package dev.loopwarden.program;

import dev.loopwarden.python.Expr;
import dev.loopwarden.python.Stmt;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Attributes of classes and their objects, inherited ones included.
final class Classes {

  private static final int BASES_MAX = 40;

  private final Resolver resolver;
  private final Knowledge knowledge;

  Classes(Resolver resolver, Knowledge knowledge) {
    this.resolver = resolver;
    this.knowledge = knowledge;
  }

  /// A class with all that it inherits from.
  ///
  /// @param classes of the program, the class itself first
  /// @param libraries names of the library classes among the bases
  /// @param unknown some base is not known: it may define anything
  record Lineage(List<ClassView> classes, List<String> libraries, boolean unknown) {}

  Lineage lineage(ClassView view) {
    var classes = new ArrayList<ClassView>();
    var libraries = new ArrayList<String>();
    boolean known = follow(view, classes, libraries);
    return new Lineage(classes, libraries, !known);
  }

  private boolean follow(ClassView view, List<ClassView> classes, List<String> libraries) {
    if (classes.contains(view) || classes.size() > BASES_MAX) {
      return true;
    }
    classes.add(view);
    boolean known = true;
    for (Expr base : view.bases()) {
      Expr plain = base instanceof Expr.Subscript generic ? generic.value() : base;
      switch (resolver.of(plain, view.module())) {
        case Meaning.ClassOf(ClassView above) -> known &= follow(above, classes, libraries);
        case Meaning.Library library -> libraries.add(library.name());
        default -> known = false;
      }
    }
    return known;
  }

  /// An attribute of an object of a class.
  Meaning attribute(ClassView view, String name, Meaning receiver) {
    return attribute(lineage(view), name, receiver);
  }

  private Meaning attribute(Lineage lineage, String name, Meaning receiver) {
    for (ClassView each : lineage.classes()) {
      Optional<Meaning> found = own(each, name, receiver);
      if (found.isPresent()) {
        return found.get();
      }
    }
    for (String library : lineage.libraries()) {
      Optional<Knowledge.Entry> entry = knowledge.member(library, name);
      if (entry.isPresent()) {
        return resolver.member(new Meaning.LibraryInstance(library, Optional.empty()), name);
      }
    }
    return new Meaning.Unknown("`" + name + "` is not defined where it can be seen");
  }

  private Optional<Meaning> own(ClassView view, String name, Meaning receiver) {
    Optional<CodeBlock> method = view.method(name);
    if (method.isPresent()) {
      return Optional.of(method.get().isProperty() ? resolver.result(method.get()) : resolver.function(method.get(), Optional.of(receiver)));
    }
    var all = new ArrayList<Meaning>();
    for (Binding binding : resolver.names().inClass(view, name)) {
      if (binding instanceof Binding.Declared) {
        return Optional.of(resolver.names().value(binding, view.module()));
      }
      all.add(resolver.names().value(binding, view.module()));
    }
    for (ClassView.SelfAssign assign : view.assignsTo(name)) {
      Meaning value = resolver.names().value(assign.binding(), view.module());
      if (assign.annotation().isPresent()) {
        return Optional.of(value);
      }
      all.add(value);
    }
    return all.isEmpty() ? Optional.empty() : Optional.of(resolver.joined(all, false));
  }

  /// An attribute of the class itself.
  Meaning classAttribute(ClassView view, String name) {
    return attribute(view, name, new Meaning.ClassOf(view));
  }

  /// What `super()` gives: the object as its bases see it.
  Meaning superOf(Expr.Call call, ParsedModule module) {
    CodeBlock block = module.blockOf(call);
    while (block.owner().isEmpty() && block.outer().isPresent()) {
      block = block.outer().get();
    }
    if (block.owner().isEmpty() || !call.args().isEmpty()) {
      return new Meaning.Unknown("`super` with arguments");
    }
    List<Expr> bases = block.owner().get().bases();
    Meaning base = bases.size() == 1 ? resolver.of(bases.getFirst(), block.owner().get().module()) : new Meaning.Unknown("several bases");
    return switch (base) {
      case Meaning.ClassOf(ClassView view) -> new Meaning.Instance(view);
      case Meaning.Library library -> new Meaning.LibraryInstance(library.name(), Optional.empty());
      default -> new Meaning.Unknown("the base class is not known");
    };
  }

  /// What runs when an object is made.
  List<CodeBlock> constructors(ClassView view) {
    var found = new ArrayList<CodeBlock>();
    for (String name : List.of("__init__", "__post_init__")) {
      lineage(view).classes().stream().flatMap(each -> each.method(name).stream()).findFirst()
          .filter(each -> each.node() instanceof Stmt.FunctionDef)
          .ifPresent(found::add);
    }
    return found;
  }
}

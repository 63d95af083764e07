package dev.loopwarden.program;

import dev.loopwarden.python.Expr;
import dev.loopwarden.python.Stmt;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Modules that belong together, and what their expressions stand for. Not for use by several threads at once.
public final class Program {

  private final Map<String, ParsedModule> modules = new LinkedHashMap<>();
  private final ModulePaths paths;
  private final Knowledge knowledge;
  private final Project project;
  private final Resolver resolver;

  private Program(Collection<ParsedModule> modules, Set<String> paths, Knowledge knowledge, Project project) {
    modules.forEach(each -> this.modules.put(each.path(), each));
    this.paths = ModulePaths.of(paths);
    this.knowledge = knowledge;
    this.project = project;
    this.resolver = new Resolver(this, knowledge);
  }

  /// A program of the modules that were read.
  ///
  /// @param paths all Python files of the repository, read or not: a module that was not read is unknown, not a library
  public static Program of(Collection<ParsedModule> modules, Set<String> paths, Knowledge knowledge) {
    return of(modules, paths, knowledge, Project.UNKNOWN);
  }

  /// The same, of a project that tells its dependencies.
  public static Program of(Collection<ParsedModule> modules, Set<String> paths, Knowledge knowledge, Project project) {
    return new Program(modules, paths, knowledge, project);
  }

  /// What the project says of itself.
  public Project project() {
    return project;
  }

  public Optional<ParsedModule> module(String path) {
    return Optional.ofNullable(modules.get(path));
  }

  /// What an expression of a module stands for.
  public Meaning meaning(Expr expr, ParsedModule module) {
    return resolver.of(expr, module);
  }

  /// What is known of the library function that a call calls, or what the settings say of one of the program; empty for all else.
  public Optional<Knowledge.Entry> entry(Expr.Call call, ParsedModule module) {
    Meaning callee = meaning(call.func(), module);
    if (callee instanceof Meaning.Function function) {
      return knowledge.ofOwn(dotted(function.block()));
    }
    if (callee instanceof Meaning.LibraryInstance instance) {
      return knowledge.member(instance.type(), "__call__");
    }
    String name = callee.nameInLibrary();
    return name.isEmpty() ? Optional.empty() : knowledge.of(name);
  }

  private static String dotted(CodeBlock block) {
    return block.module().path().replaceFirst("(?:/__init__)?\\.py$", "").replace('/', '.') + "." + block.qualifiedName();
  }

  /// Whether something is a library's class, or an object of one, with this role.
  public boolean isKind(Meaning meaning, Role role) {
    String name = meaning.typeInLibrary().isEmpty() ? meaning.nameInLibrary() : meaning.typeInLibrary();
    return !name.isEmpty() && knowledge.is(name, role);
  }

  /// The functions of the program that run when this call runs: one, the constructors of a class, or none that is known.
  public List<CodeBlock> runs(Expr.Call call, ParsedModule module) {
    return switch (meaning(call.func(), module)) {
      case Meaning.Function function -> List.of(function.block());
      case Meaning.ClassOf(ClassView view) -> resolver.classes().constructors(view);
      default -> List.of();
    };
  }

  Optional<ParsedModule> importable(String dotted, ParsedModule from) {
    return paths.find(dotted, from.path()).flatMap(this::module);
  }

  /// Whether a dotted name is a module or namespace of the program, read or not.
  boolean isOwn(String dotted, ParsedModule from) {
    return !dotted.isEmpty() && (paths.find(dotted, from.path()).isPresent() || paths.isNamespace(dotted));
  }

  Optional<ParsedModule> importedFrom(Stmt.ImportFrom from, ParsedModule module) {
    String dotted = from.module().orElse("");
    return (from.level() > 0 ? paths.relative(from.level(), dotted, module.path()) : paths.find(dotted, module.path())).flatMap(this::module);
  }

  /// `from package import module` where the package has no `__init__.py`, or one that was not read.
  Optional<ParsedModule> importedBelow(Stmt.ImportFrom from, String name, ParsedModule module) {
    String dotted = from.module().map(each -> each + "." + name).orElse(name);
    return (from.level() > 0 ? paths.relative(from.level(), dotted, module.path()) : paths.find(dotted, module.path())).flatMap(this::module);
  }

  Optional<ParsedModule> below(ParsedModule source, String name) {
    return paths.below(source.path(), name).flatMap(this::module);
  }
}

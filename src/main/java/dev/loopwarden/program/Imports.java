package dev.loopwarden.program;

import dev.loopwarden.python.Alias;
import dev.loopwarden.python.Stmt;
import java.util.IdentityHashMap;
import java.util.Optional;

/// What import statements bring: modules of the program, names of theirs, or what a library has under that name.
final class Imports {

  private final Names names;
  private final Program program;
  private final ModulePaths paths;
  private final Knowledge knowledge;
  private final IdentityHashMap<Alias, Meaning> known = new IdentityHashMap<>();

  Imports(Names names, Program program, Knowledge knowledge) {
    this.names = names;
    this.program = program;
    this.paths = program.paths();
    this.knowledge = knowledge;
  }

  /// What is known stays; what is not may be only half looked up, in a circle of imports.
  Meaning of(Binding.Imported binding, ParsedModule module) {
    Meaning before = known.get(binding.alias());
    if (before != null) {
      return before;
    }
    Meaning found = read(binding, module);
    if (found.isKnown()) {
      known.put(binding.alias(), found);
    }
    return found;
  }

  private Meaning read(Binding.Imported imported, ParsedModule module) {
    String name = imported.alias().name();
    if (imported.from().isEmpty()) {
      boolean whole = imported.alias().asname().isPresent() || !name.contains(".");
      String shown = whole ? name : name.substring(0, name.indexOf('.'));
      return dotted(shown, module);
    }
    Stmt.ImportFrom from = imported.from().get();
    Optional<ParsedModule> source = source(from, module);
    if (source.isPresent()) {
      Optional<ParsedModule> below = CodeBlock.same(source.get().tree(), module.tree()) ? below(module, name) : Optional.empty();
      return below.<Meaning>map(Meaning.ModuleOf::new).orElseGet(() -> exported(source.get(), name)); // a package may import its own modules
    }
    String dotted = from.module().orElse("");
    if (from.level() > 0 || isOwn(dotted, module)) {
      Optional<ParsedModule> below = importedBelow(from, name, module);
      if (below.isPresent()) {
        return new Meaning.ModuleOf(below.get());
      }
      if (from.level() == 0 && paths.isNamespace(dotted + "." + name)) {
        return new Meaning.Namespace(dotted + "." + name, module);
      }
      if (from.level() > 0 || isFile(dotted, module) || isFile(dotted + "." + name, module)) {
        return new Meaning.Unknown("module `" + ".".repeat(from.level()) + dotted + "` was not read");
      } // else a folder of the program has the name of a library, but not what is asked of it
    }
    return new Meaning.Library(knowledge.canonical(dotted + "." + name), Optional.empty());
  }

  /// What `import name` gives at a place.
  Meaning dotted(String name, ParsedModule from) {
    Optional<ParsedModule> module = importable(name, from);
    if (module.isPresent()) {
      return new Meaning.ModuleOf(module.get());
    }
    if (paths.isNamespace(name)) {
      return new Meaning.Namespace(name, from);
    }
    return isOwn(name, from) ? new Meaning.Unknown("module `" + name + "` was not read")
        : new Meaning.Library(knowledge.canonical(name), Optional.empty());
  }

  Meaning inNamespace(Meaning.Namespace namespace, String name) {
    return dotted(namespace.dotted() + "." + name, namespace.from());
  }

  /// What a module has under a name, seen from outside.
  Meaning exported(ParsedModule source, String name) {
    Scope scope = names.scope(source.tree(), source);
    if (scope.of(name).isEmpty()) {
      Optional<ParsedModule> below = below(source, name);
      if (below.isPresent()) {
        return new Meaning.ModuleOf(below.get());
      }
      if (!scope.hasStars()) {
        return new Meaning.Unknown("`" + name + "` was not found in " + source.path());
      }
    }
    return names.global(name, source);
  }

  // files

  private Optional<ParsedModule> importable(String dotted, ParsedModule from) {
    return paths.find(dotted, from.path()).flatMap(program::module);
  }

  /// Whether a dotted name is a module or namespace of the program, read or not.
  private boolean isOwn(String dotted, ParsedModule from) {
    return !dotted.isEmpty() && (paths.find(dotted, from.path()).isPresent() || paths.isNamespace(dotted));
  }

  /// Whether a dotted name is a file of the program, read or not.
  private boolean isFile(String dotted, ParsedModule from) {
    return paths.find(dotted, from.path()).isPresent();
  }

  Optional<ParsedModule> source(Stmt.ImportFrom from, ParsedModule module) {
    String dotted = from.module().orElse("");
    return (from.level() > 0 ? paths.relative(from.level(), dotted, module.path()) : paths.find(dotted, module.path())).flatMap(program::module);
  }

  /// `from package import module` where the package has no `__init__.py`, or one that was not read.
  private Optional<ParsedModule> importedBelow(Stmt.ImportFrom from, String name, ParsedModule module) {
    String dotted = from.module().map(each -> each + "." + name).orElse(name);
    return (from.level() > 0 ? paths.relative(from.level(), dotted, module.path()) : paths.find(dotted, module.path())).flatMap(program::module);
  }

  private Optional<ParsedModule> below(ParsedModule source, String name) {
    return paths.below(source.path(), name).flatMap(program::module);
  }
}

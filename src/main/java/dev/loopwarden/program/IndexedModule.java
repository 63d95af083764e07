package dev.loopwarden.program;

import dev.loopwarden.source.BlobId;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// What the index holds of one module, so that it need not be loaded: what it imports, what its functions do.
///
/// @param blob the bytes that this was told from
/// @param surface stands for all of the module that others can see: while it stays, nobody else's calls lead elsewhere
/// @param wanted the names in its import statements, as written
/// @param imports the files of the program that these mean
/// @param consulted further files that were looked into to tell where its calls lead
/// @param functions the module's body first, then all functions in source order; none where the module could not be read
/// @param classes that inherit from classes of the program
public record IndexedModule(
    BlobId blob, long surface, Set<String> wanted, Set<String> imports, Set<String> consulted, List<Outline> functions, List<Heir> classes) {

  public IndexedModule {
    wanted = sorted(wanted);
    imports = sorted(imports);
    consulted = sorted(consulted);
    functions = List.copyOf(functions);
    classes = List.copyOf(classes);
  }

  private static Set<String> sorted(Set<String> all) {
    return Collections.unmodifiableSet(new TreeSet<>(all));
  }

  public Optional<Outline> function(String name) {
    return functions.stream().filter(each -> each.name().equals(name)).findFirst();
  }

  /// What others see of a function.
  ///
  /// @param name qualified; `<module>` for the module's body
  /// @param line of its definition
  /// @param declares it has no body of its own: subclasses stand in for it
  /// @param face stands for what callers rely on: decorators, parameters, what it says to return
  /// @param waits what it blocks on itself, the first of each kind
  /// @param calls of the program's own functions, each once
  public record Outline(String name, int line, Colour colour, boolean declares, long face, List<Wait> waits, List<Call> calls) {
    public Outline {
      waits = List.copyOf(waits);
      calls = List.copyOf(calls);
    }
  }

  public enum Colour {
    MODULE,
    SYNC,
    ASYNC,
    GENERATOR,
    ASYNC_GENERATOR
  }

  /// A blocking library call.
  ///
  /// @param what the library's name of it
  public record Wait(Blocks kind, String what, int line) {}

  /// A place that sets a function of the program to work.
  ///
  /// @param inPlace it runs there in the caller's own thread, and is not awaited
  public record Call(Ref callee, int line, boolean inPlace) {}

  /// A class and those that it inherits from itself.
  public record Heir(String name, List<Ref> bases) {
    public Heir {
      bases = List.copyOf(bases);
    }
  }

  /// A function or class by its place.
  public record Ref(String path, String name) {

    /// The class of a method: the name without its last part.
    Ref owner() {
      return new Ref(path, name.substring(0, Math.max(0, name.lastIndexOf('.'))));
    }

    String last() {
      return name.substring(name.lastIndexOf('.') + 1);
    }

    @Override
    public String toString() {
      return path + "::" + name;
    }
  }
}

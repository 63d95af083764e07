package dev.loopwarden.analysis;

import dev.loopwarden.program.IndexedModule;
import dev.loopwarden.program.IndexedModule.Outline;
import dev.loopwarden.program.IndexedModule.Ref;
import dev.loopwarden.program.ProgramIndex;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What a review must look at beside what changed, told from the indices of both ends alone.
final class Needs {

  private final ProgramIndex before;
  private final ProgramIndex after;
  private final Set<String> callers = new LinkedHashSet<>();

  private Needs(ProgramIndex before, ProgramIndex after) {
    this.before = before;
    this.after = after;
  }

  /// The modules that call, near or far, a function whose summary the change alters, the nearest first: it blocks on something
  /// else, is async or is not any more, is called in another way, or is gone.
  ///
  /// @param linked modules whose functions may differ
  static List<String> callers(ProgramIndex before, ProgramIndex after, Collection<String> linked) {
    var needs = new Needs(before, after);
    for (String path : linked) {
      var names = new LinkedHashSet<String>();
      after.module(path).ifPresent(module -> module.functions().forEach(each -> names.add(each.name())));
      before.module(path).ifPresent(module -> module.functions().forEach(each -> names.add(each.name())));
      names.forEach(each -> needs.compare(new Ref(path, each)));
    }
    needs.callers.removeIf(each -> after.module(each).isEmpty());
    return List.copyOf(needs.callers);
  }

  private void compare(Ref function) {
    Optional<Outline> was = before.function(function);
    Optional<Outline> is = after.function(function);
    if (is.filter(each -> each.colour() == IndexedModule.Colour.MODULE).isPresent()) {
      return;
    }
    boolean otherwise = was.isEmpty() || is.isEmpty() || was.get().colour() != is.get().colour() || was.get().face() != is.get().face();
    if (otherwise) {
      add(before.callers(function));
      add(after.callers(function));
    }
    if (!before.blocksOn(function).equals(after.blocksOn(function))) {
      add(before.runBy(function));
      add(after.runBy(function));
    }
  }

  private void add(Collection<Ref> functions) {
    functions.forEach(each -> callers.add(each.path()));
  }
}

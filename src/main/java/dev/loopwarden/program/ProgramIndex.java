package dev.loopwarden.program;

import dev.loopwarden.program.IndexedModule.Call;
import dev.loopwarden.program.IndexedModule.Heir;
import dev.loopwarden.program.IndexedModule.Outline;
import dev.loopwarden.program.IndexedModule.Ref;
import dev.loopwarden.source.BlobId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The program at one commit, without its code: for each module what it imports and what its functions do and call. Who calls
/// a function, near or far, is told from this alone. Unchangeable; not for use by several threads at once.
public final class ProgramIndex {

  public static final ProgramIndex EMPTY = new ProgramIndex(new TreeMap<>());

  /// Functions that are followed from one on, upwards or downwards.
  private static final int REACH_MAX = 5_000;

  private final SortedMap<String, IndexedModule> modules;
  private @Nullable Map<Ref, Map<Ref, Boolean>> callers;
  private @Nullable Map<Ref, Set<Ref>> heirs;
  private @Nullable Map<String, Set<String>> importers;

  private ProgramIndex(SortedMap<String, IndexedModule> modules) {
    this.modules = modules;
  }

  static ProgramIndex of(Map<String, IndexedModule> modules) {
    return new ProgramIndex(new TreeMap<>(modules));
  }

  /// By path, in their order.
  public SortedMap<String, IndexedModule> modules() {
    return Collections.unmodifiableSortedMap(modules);
  }

  public Optional<IndexedModule> module(String path) {
    return Optional.ofNullable(modules.get(path));
  }

  public Optional<Outline> function(Ref function) {
    return module(function.path()).flatMap(each -> each.function(function.name()));
  }

  /// For storing.
  ///
  /// @param knowledge that it was linked with
  public byte[] stored(Knowledge knowledge) {
    return IndexForm.write(this, knowledge);
  }

  /// What `stored` gave; empty where the bytes are damaged, another version's, or linked with other knowledge.
  public static Optional<ProgramIndex> of(byte[] stored, Knowledge knowledge) {
    return IndexForm.read(stored, knowledge);
  }

  /// The paths whose bytes are not those that this index knows, new ones included.
  public Set<String> unknown(Map<String, BlobId> files) {
    var unknown = new LinkedHashSet<String>();
    files.forEach((path, blob) -> {
      IndexedModule known = modules.get(path);
      if (known == null || !known.blob().equals(blob)) {
        unknown.add(path);
      }
    });
    return unknown;
  }

  /// The modules that import a module.
  public Set<String> importedBy(String path) {
    if (importers == null) {
      importers = new HashMap<>();
      for (Map.Entry<String, IndexedModule> each : modules.entrySet()) {
        each.getValue().imports().forEach(to -> importers.computeIfAbsent(to, _ -> new LinkedHashSet<>()).add(each.getKey()));
      }
    }
    return importers.getOrDefault(path, Set.of());
  }

  /// The functions that set a function to work themselves, or the declared method that it stands in for.
  public Set<Ref> callers(Ref function) {
    var found = new LinkedHashSet<>(calling(function).keySet());
    declared(function).forEach(each -> found.addAll(calling(each).keySet()));
    return found;
  }

  /// All in whose own thread a function runs, from near to far. The function itself is not among them.
  public Set<Ref> runBy(Ref function) {
    var found = new LinkedHashSet<Ref>();
    var left = new ArrayDeque<Ref>(List.of(function));
    while (!left.isEmpty() && found.size() < REACH_MAX) {
      Ref next = left.poll();
      var callees = new LinkedHashSet<>(declared(next));
      callees.add(next);
      for (Ref callee : callees) {
        calling(callee).forEach((caller, inPlace) -> {
          if (inPlace && !caller.equals(function) && found.add(caller)) {
            left.add(caller);
          }
        });
      }
    }
    return found;
  }

  /// On what a function may block, itself or through what it runs in place.
  public Set<Blocks> blocksOn(Ref function) {
    var kinds = EnumSet.noneOf(Blocks.class);
    var seen = new HashSet<Ref>(Set.of(function));
    var left = new ArrayDeque<Ref>(seen);
    while (!left.isEmpty() && seen.size() < REACH_MAX) {
      Optional<Outline> outline = function(left.poll());
      for (IndexedModule.Wait wait : outline.map(Outline::waits).orElse(List.of())) {
        kinds.add(wait.kind());
      }
      for (Call call : outline.map(Outline::calls).orElse(List.of())) {
        if (call.inPlace()) {
          runs(call.callee()).stream().filter(seen::add).forEach(left::add);
        }
      }
    }
    return kinds;
  }

  private Map<Ref, Boolean> calling(Ref function) {
    if (callers == null) {
      callers = new HashMap<>();
      modules.forEach((path, module) -> {
        for (Outline each : module.functions()) {
          var caller = new Ref(path, each.name());
          each.calls().forEach(call ->
              callers.computeIfAbsent(call.callee(), _ -> new LinkedHashMap<>()).merge(caller, call.inPlace(), Boolean::logicalOr));
        }
      });
    }
    return callers.getOrDefault(function, Map.of());
  }

  // declared methods and what stands in for them

  /// What runs where a function is called: the function, or for a declared method those of subclasses.
  private Set<Ref> runs(Ref function) {
    if (function(function).filter(Outline::declares).isEmpty()) {
      return Set.of(function);
    }
    var found = new LinkedHashSet<Ref>();
    for (Ref heir : below(function.owner())) {
      var method = new Ref(heir.path(), heir.name() + "." + function.last());
      function(method).filter(each -> !each.declares()).ifPresent(_ -> found.add(method));
    }
    return found;
  }

  /// The declared methods that a method stands in for.
  private Set<Ref> declared(Ref method) {
    if (!method.name().contains(".") || function(method).filter(Outline::declares).isPresent()) {
      return Set.of();
    }
    var found = new LinkedHashSet<Ref>();
    for (Ref above : above(method.owner())) {
      var same = new Ref(above.path(), above.name() + "." + method.last());
      function(same).filter(Outline::declares).ifPresent(_ -> found.add(same));
    }
    return found;
  }

  private Set<Ref> below(Ref type) {
    if (heirs == null) {
      heirs = new HashMap<>();
      modules.forEach((path, module) -> {
        for (Heir each : module.classes()) {
          each.bases().forEach(base -> heirs.computeIfAbsent(base, _ -> new LinkedHashSet<>()).add(new Ref(path, each.name())));
        }
      });
    }
    Map<Ref, Set<Ref>> known = heirs;
    return spread(type, each -> known.getOrDefault(each, Set.of()));
  }

  private Set<Ref> above(Ref type) {
    return spread(type, each -> module(each.path()).stream().flatMap(module -> module.classes().stream())
        .filter(heir -> heir.name().equals(each.name())).flatMap(heir -> heir.bases().stream()).toList());
  }

  private static Set<Ref> spread(Ref from, Function<Ref, ? extends Collection<Ref>> next) {
    var found = new LinkedHashSet<Ref>();
    var left = new ArrayDeque<Ref>(List.of(from));
    while (!left.isEmpty()) {
      for (Ref each : next.apply(left.poll())) {
        if (!each.equals(from) && found.add(each)) {
          left.add(each);
        }
      }
    }
    return found;
  }

  /// The modules whose classes stand in for declared methods of these modules: without all of them nothing is sure about a call of
  /// such a method.
  public Set<String> standIns(Collection<String> paths) {
    var found = new LinkedHashSet<String>();
    for (String path : paths) {
      for (Outline each : module(path).map(IndexedModule::functions).orElse(List.of())) {
        if (each.declares()) {
          runs(new Ref(path, each.name())).forEach(method -> found.add(method.path()));
        }
      }
    }
    return found;
  }

  /// What modules import, and what that imports, nearest first; the modules themselves are not among it.
  ///
  /// @param begun what the modules import by their own text, which this index may not know
  public List<String> closure(Collection<String> modulesThemselves, Collection<String> begun) {
    var seen = new HashSet<>(modulesThemselves);
    var found = new ArrayList<String>();
    var left = new ArrayDeque<String>();
    for (String each : begun) {
      if (seen.add(each)) {
        left.add(each);
      }
    }
    while (!left.isEmpty()) {
      String path = left.poll();
      found.add(path);
      for (String next : module(path).map(IndexedModule::imports).orElse(Set.of())) {
        if (seen.add(next)) {
          left.add(next);
        }
      }
    }
    return found;
  }

  /// This index without the modules that are other ones, or not there, among these files.
  public ProgramIndex without(Map<String, BlobId> files) {
    var same = new HashSet<>(files.keySet());
    same.removeAll(unknown(files));
    return with(Map.of(), same);
  }

  /// This index with other entries for some modules, and without those that are not among the files any more.
  ProgramIndex with(Map<String, IndexedModule> linked, Set<String> files) {
    var all = new TreeMap<>(modules);
    all.putAll(linked);
    all.keySet().retainAll(files);
    return new ProgramIndex(all);
  }
}

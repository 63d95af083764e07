package dev.loopwarden.program;

import dev.loopwarden.program.IndexedModule.Call;
import dev.loopwarden.program.IndexedModule.Colour;
import dev.loopwarden.program.IndexedModule.Heir;
import dev.loopwarden.program.IndexedModule.Outline;
import dev.loopwarden.program.IndexedModule.Ref;
import dev.loopwarden.program.IndexedModule.Wait;
import dev.loopwarden.source.BlobId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/// Tells of one module where its calls lead, each module by itself: what comes out does not depend on what was linked before.
final class Linking {

  private final ModulePaths paths;
  private final Knowledge knowledge;
  private final Function<String, Optional<ParsedModule>> modules;

  /// @param modules gives what a name leads to, by path; empty where it cannot be read
  Linking(ModulePaths paths, Knowledge knowledge, Function<String, Optional<ParsedModule>> modules) {
    this.paths = paths;
    this.knowledge = knowledge;
    this.modules = modules;
  }

  /// A module that is no Python has an entry without functions.
  static IndexedModule unreadable(BlobId blob) {
    return new IndexedModule(blob, 0, Set.of(), Set.of(), Set.of(), List.of(), List.of());
  }

  IndexedModule link(BlobId blob, ParsedModule module) {
    Program program = Program.from(module, paths, knowledge, modules);
    List<Outline> functions = module.blocks().stream().map(each -> outline(each, program)).toList();
    List<Heir> classes = module.classes().stream().map(each -> heir(each, program)).filter(each -> !each.bases().isEmpty()).toList();
    Set<String> wanted = ModulePaths.wanted(module);
    return new IndexedModule(blob, Surface.of(module), wanted, paths.found(wanted, module.path()), program.asked(), functions, classes);
  }

  private static Heir heir(ClassView view, Program program) {
    return new Heir(
        view.qualifiedName(), program.bases(view).stream().map(each -> new Ref(each.module().path(), each.qualifiedName())).toList());
  }

  private static Outline outline(CodeBlock block, Program program) {
    CallGraph.Own own = program.own(block);
    Map<Blocks, Wait> waits = new LinkedHashMap<>();
    for (CallGraph.Direct each : own.direct()) {
      each.entry().blocks().ifPresent(kind -> waits.putIfAbsent(kind, new Wait(kind, each.entry().name(), each.call().span().line())));
    }
    Map<String, Call> calls = new LinkedHashMap<>();
    for (Edge each : own.edges()) {
      var ref = new Ref(each.target().module().path(), each.target().qualifiedName());
      calls.putIfAbsent(ref + " " + each.isInPlace(), new Call(ref, each.site().span().line(), each.isInPlace()));
    }
    boolean declares = block.owner().isPresent() && Overrides.isStub(block);
    return new Outline(
        block.qualifiedName(), block.node().span().line(), colour(block), declares, Surface.face(block), new ArrayList<>(waits.values()),
        new ArrayList<>(calls.values()));
  }

  private static Colour colour(CodeBlock block) {
    if (block.isModule()) {
      return Colour.MODULE;
    }
    if (block.isAsync()) {
      return block.isGenerator() ? Colour.ASYNC_GENERATOR : Colour.ASYNC;
    }
    return block.isGenerator() ? Colour.GENERATOR : Colour.SYNC;
  }
}

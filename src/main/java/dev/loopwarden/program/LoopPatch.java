package dev.loopwarden.program;

import dev.loopwarden.python.Stmt;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Libraries that patch asyncio so that a running loop may be started again.
final class LoopPatch {

  /// https://pypi.org/project/nest-asyncio/, and the fork that goes on with it.
  private static final Set<String> NAMES = Set.of("nest-asyncio", "nest-asyncio2");

  private final Collection<ParsedModule> modules;
  private final Project project;
  private @Nullable List<ParsedModule> importing;

  LoopPatch(Collection<ParsedModule> modules, Project project) {
    this.modules = modules;
    this.project = project;
  }

  /// Whether one is at hand for a module: a dependency of its project, or imported by a module of it.
  boolean isAtHand(ParsedModule module) {
    String folder = project.folder(module.path());
    return NAMES.stream().anyMatch(project.at(module.path())::dependsOn)
        || importing().stream().anyMatch(each -> project.folder(each.path()).equals(folder));
  }

  private List<ParsedModule> importing() {
    if (importing == null) {
      importing = modules.stream().filter(each -> each.tree().findAll(Stmt.class).stream().anyMatch(LoopPatch::imports)).toList();
    }
    return importing;
  }

  private static boolean imports(Stmt statement) {
    return switch (statement) {
      case Stmt.Import one -> one.names().stream().anyMatch(each -> NAMES.contains(Project.normal(each.name())));
      case Stmt.ImportFrom from -> NAMES.contains(Project.normal(from.module().orElse("")));
      default -> false;
    };
  }
}

package dev.loopwarden.program;

import dev.loopwarden.python.Expr;
import dev.loopwarden.python.Node;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Where names are written in a program, and where functions of a name are defined. Both are gone through when first asked for.
public final class Mentions {

  /// A place where a name is written, alone or behind a dot.
  public record Mention(ParsedModule module, Expr at) {}

  private final Collection<ParsedModule> modules;
  private @Nullable Map<String, List<Mention>> written;
  private @Nullable Map<String, List<CodeBlock>> defined;

  Mentions(Collection<ParsedModule> modules) {
    this.modules = modules;
  }

  List<Mention> of(String name) {
    if (written == null) {
      var all = new HashMap<String, List<Mention>>();
      for (ParsedModule module : modules) {
        for (Node node : Node.walk(List.of(module.tree()), Node::children)) {
          if (node instanceof Expr.Name || node instanceof Expr.Attribute) {
            all.computeIfAbsent(CodeBlock.lastName((Expr) node), _ -> new ArrayList<>()).add(new Mention(module, (Expr) node));
          }
        }
      }
      written = all;
    }
    return written.getOrDefault(name, List.of());
  }

  List<CodeBlock> defined(String name) {
    if (defined == null) {
      var all = new HashMap<String, List<CodeBlock>>();
      modules.stream().flatMap(each -> each.blocks().stream()).filter(each -> !each.isModule())
          .forEach(each -> all.computeIfAbsent(each.name(), _ -> new ArrayList<>()).add(each));
      defined = all;
    }
    return defined.getOrDefault(name, List.of());
  }
}

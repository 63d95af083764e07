package dev.loopwarden.rules;

import dev.loopwarden.program.CodeBlock;
import dev.loopwarden.program.Program;
import dev.loopwarden.python.Expr;
import dev.loopwarden.python.Stmt;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// Who else closes what a release gives back.
final class ClosedElsewhere {

  private static final Set<String> CLOSINGS = Set.of("close", "aclose", "release", "disconnect", "stop", "shutdown", "terminate", "cleanup", "unsubscribe", "cancel", "kill");

  private ClosedElsewhere() {}

  /// `self.client.close()` where another method of the class closes `self.client` too: what a cancel leaves open here is closed with its owner.
  static boolean isClosedByItsOwner(Expr.Call release, CodeBlock block, Program program) {
    Optional<String> kept = attribute(release);
    return kept.isPresent() && block.owner().stream().flatMap(owner -> Stream.concat(Stream.of(owner), program.family(owner).above().stream()))
        .flatMap(each -> each.allMethods().stream()).filter(each -> !each.equals(block)).anyMatch(each -> closes(kept.get(), each));
  }

  /// The name of `self.client` in `self.client.close()`.
  private static Optional<String> attribute(Expr.Call release) {
    return release.func() instanceof Expr.Attribute method && method.value() instanceof Expr.Attribute kept && kept.value() instanceof Expr.Name self && self.id().equals("self")
        ? Optional.of(kept.attr()) : Optional.empty();
  }

  /// By its attribute, or by a local name that it was given: `client = self.client; await client.close()`.
  private static boolean closes(String kept, CodeBlock method) {
    List<String> names = method.own(Stmt.Assign.class).stream().filter(each -> isKept(each.value(), kept))
        .flatMap(each -> each.targets().stream()).filter(Expr.Name.class::isInstance).map(each -> ((Expr.Name) each).id()).toList();
    return method.calls().stream().anyMatch(each -> each.func() instanceof Expr.Attribute closing && CLOSINGS.contains(closing.attr())
        && (isKept(closing.value(), kept) || (closing.value() instanceof Expr.Name name && names.contains(name.id()))));
  }

  private static boolean isKept(Expr expr, String kept) {
    return expr instanceof Expr.Attribute attribute && attribute.attr().equals(kept) && attribute.value() instanceof Expr.Name self && self.id().equals("self");
  }
}

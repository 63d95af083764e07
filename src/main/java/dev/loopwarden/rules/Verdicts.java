package dev.loopwarden.rules;

import dev.loopwarden.program.CodeBlock;
import dev.loopwarden.program.Knowledge;
import dev.loopwarden.program.Meaning;
import dev.loopwarden.program.Program;
import dev.loopwarden.program.Role;
import dev.loopwarden.program.StandardLibrary;
import dev.loopwarden.python.Expr;
import dev.loopwarden.rule.Aspect;
import dev.loopwarden.rule.Obligation;
import dev.loopwarden.rule.Site;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/// What can be said of a call on the event loop that no rule reports: why it does not block, or why that cannot be told.
final class Verdicts {

  private Verdicts() {}

  /// The obligation of a call that is no helper of the program; empty where it is too small to be counted, or reported elsewhere.
  static Optional<Obligation> of(Expr.Call call, CodeBlock block, Program program, String ruleId) {
    Site site = Sites.of(block, call);
    Optional<Knowledge.Entry> entry = program.entry(call, block.module());
    if (OnLoop.offloaded(call, block, program).isPresent()) {
      return Optional.empty();
    }
    if (entry.filter(each -> each.is(Role.OFFLOADS_THREAD)).isPresent()) {
      return Optional.of(Obligation.met(
          Aspect.BLOCKING, ruleId, OnLoop.CALLS, site, "runs in a thread: `" + entry.get().name() + "` at line " + call.span().line()));
    }
    boolean awaited = block.module().parent(call).filter(Expr.Await.class::isInstance).isPresent();
    if (awaited || entry.flatMap(Knowledge.Entry::blocks).isPresent()) {
      return Optional.empty();
    }
    String name = program.meaning(call.func(), block.module()).nameInLibrary();
    if (name.startsWith("builtins.")) {
      return Optional.empty();
    }
    if (StandardLibrary.has(name)) {
      return Optional.of(Obligation.met(Aspect.BLOCKING, ruleId, OnLoop.CALLS, site, "`" + name + "` of the standard library does not wait"));
    }
    if (!name.isEmpty() && program.knowsLibraryOf(name)) {
      return Optional.of(Obligation.met(Aspect.BLOCKING, ruleId, OnLoop.CALLS, site, "`" + name + "` is not among the calls of its library that wait"));
    }
    if (!name.isEmpty()) {
      return isPlainClass(name) ? Optional.empty() : Optional.of(unknown(site, ruleId, "nothing is known of `" + name + "`"));
    }
    return program.meaning(call.func(), block.module()) instanceof Meaning.Unknown(String reason, boolean _) && soundsLikeWaiting(call)
        ? Optional.of(unknown(site, ruleId, reason)) : Optional.empty();
  }

  static Obligation unknown(Site site, String ruleId, String reason) {
    return Obligation.unknown(Aspect.BLOCKING, ruleId, OnLoop.CALLS, site, reason);
  }

  static Obligation followed(Site site, String ruleId, Reach.Walk walk) {
    return Obligation.met(
        Aspect.BLOCKING, ruleId, OnLoop.CALLS, site,
        walk.functions() + (walk.functions() == 1 ? " helper" : " helpers") + " followed in " + walk.files()
            + (walk.files() == 1 ? " file" : " files") + ", no call in them is known to block");
  }

  /// Making an object seldom waits.
  private static boolean isPlainClass(String name) {
    String last = name.substring(name.lastIndexOf('.') + 1);
    return !last.isEmpty() && Character.isUpperCase(last.charAt(0));
  }

  private static boolean soundsLikeWaiting(Expr.Call call) {
    String name = CodeBlock.lastName(call.func()).toLowerCase(Locale.ROOT);
    return Stream.of("fetch", "load", "save", "read", "write", "send", "recv", "connect", "execute", "query", "commit", "request", "download",
        "upload", "search", "sync", "publish").anyMatch(name::contains);
  }
}

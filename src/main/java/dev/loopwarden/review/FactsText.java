package dev.loopwarden.review;

import dev.loopwarden.analysis.Facts;
import dev.loopwarden.rule.Hop;
import dev.loopwarden.rule.Obligation;
import dev.loopwarden.rule.Verdict;
import java.util.List;

/// The facts of one function as text for a terminal.
public final class FactsText {

  private static final String INDENT = " ".repeat(14);

  private final Terminal terminal;
  private final StringBuilder out = new StringBuilder();

  private FactsText(Terminal terminal) {
    this.terminal = terminal;
  }

  public static String of(Facts facts, Terminal terminal) {
    var text = new FactsText(terminal);
    text.line(terminal.bold(Terminal.escape(facts.path() + "::" + facts.function())) + "  line " + facts.line() + ", " + facts.kind());
    text.line("");
    text.head(facts);
    text.calls(facts.calls());
    text.tail(facts);
    return text.out.toString();
  }

  private void head(Facts facts) {
    facts.runs().forEach(each -> row("runs", each.where() + ": " + each.reason()));
    row("workload", facts.workload());
    row("shape", facts.shape());
    row("gives way", facts.waits() ? "somewhere in it" : "never");
    if (facts.loops() > 1) {
      row("loops", facts.loops() + " deep in one another without giving way");
    }
    if (facts.blocks().isEmpty()) {
      row("blocks", "on nothing that is seen");
    }
    for (Facts.Blocking each : facts.blocks()) {
      row("blocks", each.what() + (each.seconds().isEmpty() ? "" : " for " + each.seconds() + " s") + " in `" + each.name() + "`");
      each.hops().forEach(this::hop);
    }
  }

  private void hop(Hop hop) {
    line(terminal.dim(INDENT + "-> " + Terminal.escape(hop.path()) + ":" + hop.line() + " " + Terminal.escape(hop.function()) + ": " + Terminal.escape(hop.what())));
  }

  private void calls(List<Facts.Call> calls) {
    line("");
    line(calls.isEmpty() ? "calls         none" : "calls");
    for (Facts.Call each : calls) {
      line("  %4d  %s%s".formatted(each.line(), each.awaited() ? "await " : "", Terminal.escape(each.code())));
      line("        " + (each.known() ? "= " : terminal.paint(Terminal.YELLOW, "not known: ")) + Terminal.escape(each.target()));
      each.effects().forEach(effect -> line("        ! " + Terminal.escape(effect)));
    }
  }

  private void tail(Facts facts) {
    line("");
    row("stays", Wording.count(facts.boundary().stays(), "plain call") + " of which nothing is known that blocks");
    facts.boundary().moved().forEach(each -> row("is moved", each));
    facts.boundary().shouldMove().forEach(each -> row("should move", each));
    row("cancel", facts.cancellation());
    row("pattern", facts.pattern() + ": " + facts.because());
    facts.unawaited().forEach(each -> row("gives back", "`" + each + "`, a coroutine that it does not await"));
    facts.parameters().forEach((name, what) -> row("parameter", "`" + name + "`: " + String.join(", ", what)));
    line("");
    line(facts.obligations().isEmpty() ? "obligations   none" : "obligations");
    facts.obligations().forEach(this::obligation);
  }

  private void obligation(Obligation each) {
    line("  %4d  %s %s %s (%s): %s".formatted(
        each.site().span().line(), mark(each.verdict()), each.ruleId(), Terminal.escape(each.aspect().title()), Terminal.escape(each.owed()),
        Terminal.escape(said(each.verdict()))));
  }

  private String mark(Verdict verdict) {
    return switch (verdict) {
      case Verdict.Met _ -> terminal.paint(Terminal.GREEN, "[+]");
      case Verdict.Unmet _ -> terminal.paint(Terminal.RED, "[!]");
      case Verdict.Unknown _ -> terminal.paint(Terminal.YELLOW, "[?]");
    };
  }

  /// What a verdict rests on, in a few words.
  static String said(Verdict verdict) {
    return switch (verdict) {
      case Verdict.Met(String evidence) -> evidence;
      case Verdict.Unmet unmet -> unmet.finding().message().title();
      case Verdict.Unknown(String reason) -> reason;
    };
  }

  private void row(String name, String text) {
    line("%-14s%s".formatted(name, Terminal.escape(text)));
  }

  private void line(String text) {
    out.append(text.stripTrailing()).append('\n');
  }
}

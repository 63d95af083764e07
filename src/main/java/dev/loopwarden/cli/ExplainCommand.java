package dev.loopwarden.cli;

import dev.loopwarden.rule.RuleCard;
import dev.loopwarden.rules.Catalogue;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `loopwarden explain LW100`: what a rule looks for and what to write instead.
@Command(name = "explain", description = "Explains a rule.", mixinStandardHelpOptions = true)
final class ExplainCommand implements Callable<Integer> {

  @Parameters(paramLabel = "RULE", description = "A rule's id: LW100.")
  private String id = "";

  @Spec private CommandSpec spec;

  @SuppressWarnings("NullAway.Init") // picocli fills the field
  ExplainCommand() {}

  @Override
  public Integer call() {
    RuleCard card =
        Catalogue.card(id)
            .orElseThrow(() -> new ParameterException(spec.commandLine(), "no rule has the id '" + id + "'; `loopwarden rules` lists them"));
    spec.commandLine().getOut().printf(
        "%s %s (%s, %s)%n%n%s%n%s%n%nIt is fine: %s%nInstead: %s%n%nFlagged:%n%n%s%nGood:%n%n%s",
        card.id(), card.title(), card.severity().slug(), card.aspect().slug(), card.what(), card.why(), card.fine(), card.instead(),
        card.flagged(), card.good());
    spec.commandLine().getOut().flush();
    return ExitCode.CLEAN;
  }
}

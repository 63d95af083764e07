package dev.loopwarden.cli;

import dev.loopwarden.rule.RuleCard;
import dev.loopwarden.rules.Catalogue;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// `loopwarden rules`: one line a rule.
@Command(name = "rules", description = "Lists the rules.", mixinStandardHelpOptions = true)
final class RulesCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @SuppressWarnings("NullAway.Init") // picocli fills the field
  RulesCommand() {}

  @Override
  public Integer call() {
    for (var rule : Catalogue.ALL) {
      RuleCard card = rule.card();
      spec.commandLine().getOut().printf("%-7s %-8s %-8s %s%n", card.id(), card.severity().slug(), card.aspect().slug(), card.title());
    }
    return ExitCode.CLEAN;
  }
}

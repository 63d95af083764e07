package dev.loopwarden.cli;

import dev.loopwarden.rule.RuleCard;
import dev.loopwarden.rules.Catalogue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `loopwarden rules`: one line a rule.
@Command(name = "rules", description = "Lists the rules.", mixinStandardHelpOptions = true)
final class RulesCommand implements Callable<Integer> {

  @Option(names = "--pages", paramLabel = "DIR", description = "Writes a page for each rule, and an index, into a folder.")
  private @Nullable Path pages;

  @Spec private CommandSpec spec;

  @SuppressWarnings("NullAway.Init") // picocli fills the field
  RulesCommand() {}

  @Override
  public Integer call() throws IOException {
    if (pages != null) {
      Files.createDirectories(pages);
      Files.writeString(pages.resolve("README.md"), RulePage.index());
      for (var rule : Catalogue.ALL) {
        Files.writeString(pages.resolve(RulePage.fileName(rule.card())), RulePage.of(rule.card()));
      }
      return ExitCode.CLEAN;
    }
    for (var rule : Catalogue.ALL) {
      RuleCard card = rule.card();
      spec.commandLine().getOut().printf("%-7s %-8s %-8s %s%n", card.id(), card.severity().slug(), card.aspect().slug(), card.title());
    }
    return ExitCode.CLEAN;
  }
}

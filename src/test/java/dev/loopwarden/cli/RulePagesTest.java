package dev.loopwarden.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loopwarden.rule.Rule;
import dev.loopwarden.rules.Catalogue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class RulePagesTest {

  private static final Path PAGES = Path.of("docs/rules");

  static List<Rule> rules() {
    return Catalogue.ALL;
  }

  @ParameterizedTest
  @MethodSource("rules")
  void theGeneratedPageIsUpToDate(Rule rule) throws IOException {
    assertThat(PAGES.resolve(RulePage.fileName(rule.card()))).content().isEqualTo(RulePage.of(rule.card()));
  }

  @Test
  void thereIsNoPageWithoutARule() throws IOException {
    try (Stream<Path> pages = Files.list(PAGES)) {
      assertThat(pages).hasSize(Catalogue.ALL.size() + 1);
    }
    assertThat(PAGES.resolve("README.md")).content().isEqualTo(RulePage.index());
  }
}

package dev.loopwarden.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// A short fuzz over the golden sources; `loopwarden bench fuzz` is the long one.
class FuzzTest {

  private static final int INPUTS = 2_000;

  private static List<byte[]> sources() throws IOException {
    var sources = new ArrayList<byte[]>();
    for (String name : List.of("syntax", "strings", "patterns", "functions", "statements", "expressions")) {
      try (InputStream stream = FuzzTest.class.getResourceAsStream("/dev/loopwarden/python/" + name + ".py")) {
        if (stream == null) {
          throw new AssertionError("no test resource " + name);
        }
        sources.add(stream.readAllBytes());
      }
    }
    return sources;
  }

  @Test
  void damagedSourcesGetAnAnswerInTime() throws IOException {
    Fuzz.Outcome outcome = Fuzz.run(new Mutations(sources(), 20_261_125), 0, number -> number < INPUTS);
    assertThat(outcome.failures().stream().map(each -> each.number() + ": " + each.what())).isEmpty();
    assertThat(outcome.inputs()).isEqualTo(INPUTS);
    assertThat(outcome.whole()).isPositive();
    assertThat(outcome.partly()).isGreaterThan(INPUTS / 10);
    assertThat(outcome.unreadable()).isPositive();
  }

  @Test
  void anInputIsMadeAgainFromItsNumber() throws IOException {
    var mutations = new Mutations(sources(), 7);
    assertThat(mutations.input(12)).isEqualTo(new Mutations(sources(), 7).input(12));
    assertThat(mutations.input(12)).isNotEqualTo(mutations.input(13));
  }
}

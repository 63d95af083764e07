package dev.loopwarden.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.loopwarden.rule.Aspect;
import dev.loopwarden.rule.Confidence;
import dev.loopwarden.rule.Finding;
import dev.loopwarden.rule.Fix;
import dev.loopwarden.rule.Hop;
import dev.loopwarden.rule.Message;
import dev.loopwarden.rule.Severity;
import dev.loopwarden.rule.Site;
import dev.loopwarden.source.Span;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// Which of several findings that come to one place is told.
final class OneCauseTest {

  private static final Tracked FIRST = calls("first", 3, "store.py", 7);
  private static final Tracked SECOND = calls("second", 9, "store.py", 7);
  private static final Tracked THIRD = calls("third", 15, "store.py", 7);
  private static final Tracked OTHER = calls("other", 21, "store.py", 8);

  @Test
  void theFirstIsToldAndNamesTheOthersWhichAreListed() {
    List<Tracked> told = OneCause.of(List.of(FIRST, SECOND, OTHER, THIRD), Set.of());
    assertThat(told).extracting(each -> each.finding().confidence())
        .containsExactly(Confidence.HIGH, Confidence.MEDIUM, Confidence.HIGH, Confidence.MEDIUM);
    assertThat(told.getFirst().finding().alsoAt()).containsExactly(SECOND.finding().site(), THIRD.finding().site());
    assertThat(told.get(2)).isEqualTo(OTHER);
  }

  @Test
  void whatHasACommentKeepsItAndANewCallBeforeItTakesNone() {
    List<Tracked> told = OneCause.of(List.of(FIRST, SECOND, THIRD), Set.of(SECOND.fingerprint()));
    assertThat(told).extracting(each -> each.finding().confidence()).containsExactly(Confidence.MEDIUM, Confidence.HIGH, Confidence.MEDIUM);
    assertThat(told.get(1).finding().alsoAt()).containsExactly(FIRST.finding().site(), THIRD.finding().site());
  }

  @Test
  void twoThatHaveCommentsBothKeepThem() {
    List<Tracked> told = OneCause.of(List.of(FIRST, SECOND, THIRD), Set.of(SECOND.fingerprint(), THIRD.fingerprint()));
    assertThat(told).extracting(each -> each.finding().confidence()).containsExactly(Confidence.MEDIUM, Confidence.HIGH, Confidence.HIGH);
  }

  @Test
  void whatIsSilencedOrCarriedOrInUnchangedCodeNeitherTellsNorIsTold() {
    for (Tracked quiet : List.of(
        new Tracked(FIRST.finding(), State.NEW, "quiet", true, true), new Tracked(FIRST.finding(), State.CARRIED, "quiet", true, false),
        new Tracked(FIRST.finding(), State.NEW, "quiet", false, false))) {
      assertThat(OneCause.of(List.of(quiet, SECOND), Set.of())).containsExactly(quiet, SECOND);
    }
  }

  @Test
  void waitsOfDifferentFunctionsWithoutAWayAreEachTold() {
    Tracked one = new Tracked(with(FIRST.finding(), Aspect.TIMEOUTS), State.NEW, "one", true, false);
    Tracked two = new Tracked(with(SECOND.finding(), Aspect.TIMEOUTS), State.NEW, "two", true, false);
    assertThat(OneCause.of(List.of(one, two), Set.of())).containsExactly(one, two);
  }

  @Test
  void severalCallsOfASyncSessionInOneFunctionAreToldOnce() {
    Tracked first = session("save", 3);
    Tracked second = session("save", 5);
    Tracked elsewhere = session("load", 9);
    List<Tracked> told = OneCause.of(List.of(first, second, elsewhere), Set.of());
    assertThat(told).extracting(each -> each.finding().confidence()).containsExactly(Confidence.HIGH, Confidence.MEDIUM, Confidence.HIGH);
    assertThat(told.getFirst().finding().alsoAt()).containsExactly(second.finding().site());
    Fix fix = new Fix(3, 3, "await session.aget()", "aget", 0);
    Tracked mended = new Tracked(first.finding().withFix(Optional.of(fix)), State.NEW, "mended", true, false);
    assertThat(OneCause.of(List.of(mended, second), Set.of())).containsExactly(mended, second);
  }

  private static Tracked session(String function, int line) {
    var site = new Site("page.py", function, new Span(line, 4, line, 12), "session.commit()");
    return new Tracked(
        new Finding("LW602", Aspect.BOUNDARY, Severity.ERROR, Confidence.HIGH, site, new Message("t", "what", "why", "instead"), List.of(), List.of(), Optional.empty()),
        State.NEW, function + line, true, false);
  }

  private static Finding with(Finding finding, Aspect aspect) {
    return new Finding(
        finding.ruleId(), aspect, finding.severity(), finding.confidence(), finding.site(), finding.message(), finding.hops(), finding.alsoAt(), finding.fix());
  }

  private static Tracked calls(String function, int line, String path, int end) {
    var site = new Site("page.py", function, new Span(line, 4, line, 12), "load()");
    return new Tracked(
        new Finding(
            "LW112", Aspect.BLOCKING, Severity.ERROR, Confidence.HIGH, site, new Message("t", "what", "why", "instead"),
            List.of(new Hop("page.py", line, function, "load()"), new Hop(path, end, "load", "time.sleep(1)")), List.of(), Optional.empty()),
        State.NEW, function, true, false);
  }
}

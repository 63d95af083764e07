package dev.loopwarden.web.pages;

import dev.loopwarden.analysis.Coverage;
import dev.loopwarden.history.Level;
import dev.loopwarden.history.Week;
import dev.loopwarden.rule.Severity;
import dev.loopwarden.web.pages.Table.Column;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/// What several pages show alike.
final class Parts {

  /// Rows of a table that is asked for as CSV or JSON.
  static final int EXPORT_ROWS = 10_000;

  private Parts() {}

  static Block.Field weeks(Address address) {
    return new Block.Field("weeks", "Looking back", String.valueOf(address.weeks()), List.of(
        new Block.Option("13", "a quarter"), new Block.Option("26", "half a year"), new Block.Option("52", "a year")));
  }

  static Block.Figure coverage(Level level, List<Week> weeks) {
    return new Block.Figure(
        "Obligations met", percent(level.percent()), level.owed() == 0 ? "nothing is owed yet" : level.met() + " of " + level.owed() + change(level, weeks),
        tone(level.percent()));
  }

  /// " · +4 points in 26 weeks", where there is something to compare with.
  private static String change(Level level, List<Week> weeks) {
    if (weeks.size() < 2 || weeks.getFirst().level().percent().isEmpty() || level.percent().isEmpty()) {
      return "";
    }
    int points = level.percent().getAsInt() - weeks.getFirst().level().percent().getAsInt();
    return " · " + (points > 0 ? "+" : points < 0 ? "−" : "±") + Math.abs(points) + " in " + span(weeks) + " weeks";
  }

  private static long span(List<Week> weeks) {
    return Duration.between(weeks.getFirst().monday(), weeks.getLast().monday()).toDays() / 7 + 1;
  }

  static Block.Figure open(Level level, int ignored) {
    return new Block.Figure("Open findings", grouped(level.open()), ignored + " ignored", level.open() == 0 ? Tone.GOOD : Tone.PLAIN);
  }

  static Block.Figure density(Level level) {
    OptionalDouble density = level.density();
    return new Block.Figure(
        "Per 1,000 async lines", density.isPresent() ? String.format(Locale.ROOT, "%.1f", density.getAsDouble()) : "–",
        grouped(level.asyncLines()) + " async lines", Tone.PLAIN);
  }

  static Tone tone(OptionalInt percent) {
    return percent.isEmpty() ? Tone.QUIET : percent.getAsInt() >= 90 ? Tone.GOOD : percent.getAsInt() >= 70 ? Tone.PLAIN : Tone.WARN;
  }

  static String percent(OptionalInt percent) {
    return percent.isPresent() ? percent.getAsInt() + " %" : "–";
  }

  static String grouped(long number) {
    return Cell.number(number).text();
  }

  static Cell severity(Severity severity) {
    return Cell.word(severity.slug(), switch (severity) {
      case ERROR -> Tone.BAD;
      case WARNING -> Tone.WARN;
      case INFO, HINT -> Tone.QUIET;
    });
  }

  static Cell conclusion(String conclusion) {
    return Cell.word(conclusion, switch (conclusion) {
      case "success" -> Tone.GOOD;
      case "failure" -> Tone.BAD;
      default -> Tone.QUIET;
    });
  }

  /// New against fixed, by week.
  static Block moves(List<Week> weeks) {
    var rows = weeks.stream().map(each -> List.of(Cell.date(each.monday()), Cell.number(each.appeared()), Cell.number(each.fixed()))).toList();
    int appeared = weeks.stream().mapToInt(Week::appeared).sum();
    int fixed = weeks.stream().mapToInt(Week::fixed).sum();
    return new Block.Chart(
        Table.of("moves", "New and fixed findings by week",
            List.of(Column.of("week", "Week of"), Column.number("new", "New"), Column.number("fixed", "Fixed")), rows, WAIT),
        true, "", "Bars by week: " + appeared + " findings appeared and " + fixed + " were fixed.");
  }

  static final String WAIT = "There is no trend yet: it begins with the second week.";

  /// Coverage and density, by week.
  static Block met(List<Week> weeks) {
    var rows = weeks.stream().map(each -> List.of(
        Cell.date(each.monday()), Cell.percent(each.level().percent()))).toList();
    return new Block.Chart(
        Table.of("met", "Obligations met", List.of(Column.of("week", "Week of"), Column.number("percent", "Obligations met")), rows, WAIT),
        false, "%", spoken("Line: obligations met", weeks));
  }

  static Block density(List<Week> weeks) {
    var rows = weeks.stream().map(each -> List.of(Cell.date(each.monday()), Cell.decimal(each.level().density()))).toList();
    return new Block.Chart(
        Table.of("density", "Open findings for 1,000 async lines",
            List.of(Column.of("week", "Week of"), Column.number("density", "Findings for 1,000 lines")), rows, WAIT),
        false, "", "Line: open findings for a thousand lines of async code, by week.");
  }

  private static String spoken(String what, List<Week> weeks) {
    return weeks.isEmpty() ? what
        : what + ", from " + percent(weeks.getFirst().level().percent()) + " to " + percent(weeks.getLast().level().percent()) + " in " + span(weeks)
            + " weeks.";
  }

  static Table aspects(List<Coverage> aspects) {
    var rows = aspects.stream().map(each -> {
      OptionalInt percent = new Level(each.met(), each.unmet(), 0, 0, 0).percent();
      return List.of(
          Cell.text(each.aspect().title()), Cell.percent(percent).toned(tone(percent)), Cell.number(each.met()), Cell.number(each.unmet()),
          Cell.number(each.unknown()).toned(Tone.QUIET));
    }).toList();
    return Table.of("aspects", "By aspect", List.of(
        Column.of("aspect", "Aspect"), Column.number("percent", "Share met"), Column.number("met", "Met"), Column.number("unmet", "Not met"),
        Column.number("unknown", "Not known")), rows, "Nothing was looked at yet.");
  }
}

package dev.loopwarden.web.pages;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/// One cell of a table: what people read, and what machines get.
///
/// @param text what is shown
/// @param raw for CSV and JSON: a number, or a text; empty text where there is no value
/// @param href where it leads; empty for nowhere
/// @param code whether it is shown as code
/// @param spark figures of a small line beside it, oldest first
/// @param form a button in it
public record Cell(String text, Object raw, String href, Tone tone, boolean code, List<Integer> spark, Optional<Form> form) {

  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT).withZone(ZoneOffset.UTC);
  private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("yyyy-MM-dd", Locale.ROOT).withZone(ZoneOffset.UTC);

  public Cell {
    spark = List.copyOf(spark);
  }

  /// A button that posts.
  ///
  /// @param hidden fields that go with it
  /// @param about for whom only hears it: "Retry job 17 of example/orders"
  public record Form(String action, String label, String about, Map<String, String> hidden) {
    public Form {
      hidden = Map.copyOf(hidden);
    }
  }

  private static Cell of(String text, Object raw, Tone tone, boolean code) {
    return new Cell(text, raw, "", tone, code, List.of(), Optional.empty());
  }

  public static Cell text(String text) {
    return of(text, text, Tone.PLAIN, false);
  }

  public static Cell word(String text, Tone tone) {
    return of(text, text, tone, false);
  }

  public static Cell code(String text) {
    return of(text, text, Tone.PLAIN, true);
  }

  public static Cell number(long number) {
    return of(String.format(Locale.ROOT, "%,d", number).replace(',', '\u202f'), number, Tone.PLAIN, false);
  }

  public static Cell number(long number, Tone tone) {
    return number(number).toned(tone);
  }

  public static Cell percent(OptionalInt percent) {
    return percent.isPresent() ? of(percent.getAsInt() + " %", percent.getAsInt(), Tone.PLAIN, false) : none();
  }

  /// One digit behind the point.
  public static Cell decimal(OptionalDouble number) {
    return number.isPresent() ? of(String.format(Locale.ROOT, "%.1f", number.getAsDouble()), Math.round(number.getAsDouble() * 10) / 10.0, Tone.PLAIN, false)
        : none();
  }

  public static Cell time(Instant moment) {
    return of(TIME.format(moment) + " UTC", moment.truncatedTo(ChronoUnit.SECONDS).toString(), Tone.QUIET, false);
  }

  public static Cell date(Instant moment) {
    return of(DATE.format(moment), DATE.format(moment), Tone.PLAIN, false);
  }

  public static Cell none() {
    return of("–", "", Tone.QUIET, false);
  }

  public static Cell button(Form form) {
    return new Cell("", "", "", Tone.PLAIN, false, List.of(), Optional.of(form));
  }

  public Cell to(String address) {
    return new Cell(text, raw, address, tone, code, spark, form);
  }

  public Cell toned(Tone other) {
    return new Cell(text, raw, href, other, code, spark, form);
  }

  public Cell with(List<Integer> line) {
    return new Cell(text, raw, href, tone, code, line, form);
  }

  /// The number for a chart; empty where there is none.
  public String plotted() {
    return raw instanceof Number number ? number.toString() : "";
  }

  /// Points of the small line in a box of 80 by 20.
  public String points() {
    int low = spark.stream().min(Integer::compare).orElse(0);
    int span = Math.max(1, spark.stream().max(Integer::compare).orElse(0) - low);
    var out = new StringBuilder();
    for (int i = 0; i < spark.size(); i++) {
      double x = spark.size() == 1 ? 40 : 1 + 78.0 * i / (spark.size() - 1);
      double y = 18 - 16.0 * (spark.get(i) - low) / span;
      out.append(i == 0 ? "" : " ").append(String.format(Locale.ROOT, "%.1f,%.1f", x, y));
    }
    return out.toString();
  }
}

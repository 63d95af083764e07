package dev.loopwarden.review;

import dev.loopwarden.analysis.Coverage;
import dev.loopwarden.analysis.Report;
import dev.loopwarden.analysis.State;
import dev.loopwarden.analysis.Tracked;
import dev.loopwarden.rule.Aspect;
import dev.loopwarden.rule.Confidence;
import dev.loopwarden.rule.Obligation;
import dev.loopwarden.rule.Severity;
import dev.loopwarden.rule.Site;
import dev.loopwarden.rule.Verdict;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The checklist: one row an aspect, with what was checked and found met, what is new, and where.
public record Checklist(List<Row> rows) {

  private static final int TITLE_MAX = 80;

  public Checklist {
    rows = List.copyOf(rows);
  }

  /// One aspect of the checklist.
  ///
  /// @param text prose with `code` in backticks
  /// @param places of what is new, or of what is fixed where nothing is new
  public record Row(Aspect aspect, Mark mark, String text, List<Site> places, Coverage coverage) {
    public Row {
      places = List.copyOf(places);
    }
  }

  /// How a row begins.
  public enum Mark {
    NEW("❌", "x"),
    DOUBT("⚠️", "!"),
    MET("✅", "+"),
    NOTHING("➖", "-");

    private final String emoji;
    private final String plain;

    Mark(String emoji, String plain) {
      this.emoji = emoji;
      this.plain = plain;
    }

    public String emoji() {
      return emoji;
    }

    public String plain() {
      return plain;
    }
  }

  public static Checklist of(Report report) {
    var rows = new ArrayList<Row>();
    for (Aspect aspect : Aspect.values()) {
      rows.add(row(aspect, report));
    }
    return new Checklist(rows);
  }

  private static Row row(Aspect aspect, Report report) {
    List<Obligation> obligations = report.obligations().stream().filter(each -> each.aspect() == aspect).toList();
    Coverage coverage = Coverage.of(aspect, obligations);
    List<Tracked> fresh = fresh(aspect, report);
    List<Tracked> carried = in(aspect, report, State.CARRIED);
    List<Tracked> fixed = new ArrayList<>(in(aspect, report, State.FIXED));
    fixed.addAll(in(aspect, report, State.RESOLVED));
    var parts = new ArrayList<String>(evidence(aspect, obligations, fresh.isEmpty() && carried.isEmpty()));
    if (!fresh.isEmpty()) {
      parts.add("new: " + told(fresh));
    }
    if (!carried.isEmpty()) {
      parts.add(carried.size() + " carried over");
    }
    if (!fixed.isEmpty()) {
      parts.add(fixed.size() + " fixed in " + functions(fixed));
    }
    if (coverage.unknown() > 0) {
      parts.add(coverage.unknown() + " could not be told");
    }
    if (parts.isEmpty()) {
      parts.add("nothing of this kind touched");
    }
    List<Tracked> places = fresh.isEmpty() ? fixed : fresh;
    return new Row(
        aspect, mark(coverage, fresh, carried, fixed), String.join("; ", parts),
        places.stream().map(each -> each.finding().site()).toList(), coverage);
  }

  private static Mark mark(Coverage coverage, List<Tracked> fresh, List<Tracked> carried, List<Tracked> fixed) {
    if (fresh.stream().anyMatch(Checklist::clear)) {
      return Mark.NEW;
    }
    if (!fresh.isEmpty() || !carried.isEmpty() || (coverage.owed() == 0 && coverage.unknown() > 0)) {
      return Mark.DOUBT;
    }
    return coverage.owed() > 0 || !fixed.isEmpty() ? Mark.MET : Mark.NOTHING;
  }

  private static boolean clear(Tracked tracked) {
    return tracked.finding().confidence() == Confidence.HIGH && tracked.finding().severity().atLeast(Severity.WARNING);
  }

  /// "6 of 7 network waits have a limit", for each kind of thing that owes.
  private static List<String> evidence(Aspect aspect, List<Obligation> obligations, boolean clean) {
    Map<String, int[]> kinds = new LinkedHashMap<>();
    for (Obligation each : obligations) {
      int[] counts = kinds.computeIfAbsent(each.owed(), _ -> new int[2]);
      switch (each.verdict()) {
        case Verdict.Met _ -> counts[0]++;
        case Verdict.Unmet _ -> counts[1]++;
        case Verdict.Unknown _ -> {}
      }
    }
    var out = new ArrayList<String>();
    kinds.forEach((owed, counts) -> sentence(aspect, owed, counts[0], counts[0] + counts[1], clean).ifPresent(out::add));
    return out;
  }

  private static Optional<String> sentence(Aspect aspect, String owed, int met, int all, boolean clean) {
    if (all == 0) {
      return Optional.empty();
    }
    if (aspect == Aspect.BLOCKING && met == all && clean) {
      return Optional.of(all + " " + (all == 1 ? Wording.singular(owed) : owed) + ", none blocks");
    }
    if (all == 1) {
      return Optional.of(
          met == 1 ? "the one " + Wording.singular(owed) + " " + Wording.met(aspect, true) : "0 of 1 " + owed + " " + Wording.met(aspect, false));
    }
    return Optional.of(met + " of " + all + " " + owed + " " + Wording.met(aspect, met == 1));
  }

  private static String told(List<Tracked> fresh) {
    Tracked first = fresh.getFirst();
    if (fresh.size() == 1 && first.finding().message().title().length() <= TITLE_MAX) {
      return first.finding().message().title();
    }
    return fresh.size() + " in " + functions(fresh);
  }

  static String functions(List<Tracked> findings) {
    List<String> names =
        findings.stream().map(each -> "`" + each.finding().site().function() + "`").distinct().toList();
    return names.size() <= 3
        ? String.join(", ", names)
        : String.join(", ", names.subList(0, 2)) + " and " + (names.size() - 2) + " more functions";
  }

  private static List<Tracked> fresh(Aspect aspect, Report report) {
    var fresh = new ArrayList<>(in(aspect, report, State.NEW));
    fresh.addAll(in(aspect, report, State.RETURNED));
    fresh.sort(RootReport.WORST_FIRST);
    return fresh;
  }

  private static List<Tracked> in(Aspect aspect, Report report, State state) {
    return report.in(state).stream()
        .filter(each -> each.finding().aspect() == aspect && each.finding().confidence() != Confidence.LOW)
        .toList();
  }
}

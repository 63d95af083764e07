package dev.loopwarden.web.pages;

import dev.loopwarden.history.Level;
import dev.loopwarden.history.Week;
import dev.loopwarden.store.Repositories;
import dev.loopwarden.store.Visible;
import dev.loopwarden.web.pages.Table.Column;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// All repositories that the reader may see, where they stand, and where they are going.
public final class OverviewPage {

  private static final int ROWS = 50;

  private OverviewPage() {}

  public static Page of(Address address, Stored stored, Visible visible, Instant now) {
    Instant since = Week.mondayOf(now.minus(Duration.ofDays(7L * (address.weeks() - 1))));
    List<Week> weeks = stored.weeks().sum(visible, since);
    Level level = stored.snapshots().level(visible);
    int all = stored.repositories().count(visible, "");
    var figures = new Block.Figures(List.of(
        new Block.Figure("Repositories", Parts.grouped(all), "that you can read and the App is installed on", Tone.PLAIN),
        Parts.coverage(level, weeks), Parts.open(level, stored.snapshots().ignored(visible)), Parts.density(level)));
    var filters = new Block.Filters(List.of(
        new Block.Field("q", "Name contains", address.get("q"), List.of()),
        new Block.Field("sort", "Order", address.choice("sort", Repositories.Order.class).slug(), orders()), Parts.weeks(address)), Map.of());
    return new Page("Repositories", "How well async code keeps what it owes, on the default branches.", List.of(), List.of(
        figures, filters, new Block.Listing(repositories(address, stored, visible, since), ""), Parts.met(weeks), Parts.moves(weeks),
        new Block.Listing(Parts.aspects(stored.snapshots().aspects(visible)), "All repositories together.")));
  }

  private static List<Block.Option> orders() {
    return Arrays.stream(Repositories.Order.values()).map(each -> new Block.Option(each.slug(), switch (each) {
      case NAME -> "by name";
      case COVERAGE -> "least met first";
      case FINDINGS -> "most findings first";
      case DENSITY -> "most for 1,000 lines first";
      case NEWEST -> "newest first";
    })).toList();
  }

  private static Table repositories(Address address, Stored stored, Visible visible, Instant since) {
    String part = address.get("q").strip().toLowerCase(Locale.ROOT);
    int size = address.isExport() ? Parts.EXPORT_ROWS : ROWS;
    int page = address.isExport() ? 1 : address.page("page");
    List<Repositories.Line> lines =
        stored.repositories().lines(visible, part, address.choice("sort", Repositories.Order.class), (page - 1) * size, size);
    Map<Long, List<Week>> weeks = stored.weeks().of(lines.stream().map(each -> each.repository().id()).toList(), since);
    var rows = new ArrayList<List<Cell>>();
    for (Repositories.Line line : lines) {
      List<Integer> spark = weeks.getOrDefault(line.repository().id(), List.of()).stream()
          .flatMap(each -> each.level().percent().stream().boxed()).toList();
      Cell name = Cell.text(line.repository().fullName()).to("/repositories/" + line.repository().id());
      rows.add(line.now().map(now -> List.of(
          name, Cell.percent(now.level().percent()).toned(Parts.tone(now.level().percent())).with(spark), Cell.number(now.level().open()),
          Cell.decimal(now.level().density()), Cell.number(now.asyncFunctions()), Cell.number(now.notChecked()).toned(Tone.QUIET),
          Cell.time(line.lookedAt().orElse(now.takenAt()))))
          .orElseGet(() -> List.of(
              name, Cell.none(), Cell.none(), Cell.none(), Cell.none(), Cell.none(),
              Cell.word(line.python().map(python -> python ? "soon" : "no Python").orElse("not looked at yet"), Tone.QUIET))));
    }
    return Table.of("repositories", "Where they stand", List.of(
            Column.of("repository", "Repository"), Column.number("percent_met", "Obligations met"), Column.number("open", "Open findings"),
            Column.number("per_1000_async_lines", "Per 1,000 lines"), Column.number("async_functions", "Async functions"),
            Column.number("not_checked", "Not checked"), Column.of("looked_at", "Looked at")), rows,
            part.isEmpty() ? "No repository has sent anything yet." : "No repository that you can see has this in its name.")
        .paged(address.paging("page", size, stored.repositories().count(visible, part)));
  }
}

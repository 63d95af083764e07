package dev.loopwarden.web.pages;

import dev.loopwarden.analysis.Coverage;
import dev.loopwarden.history.BranchFinding;
import dev.loopwarden.history.Fixing;
import dev.loopwarden.history.Level;
import dev.loopwarden.history.PullRequestLine;
import dev.loopwarden.history.SnapshotLine;
import dev.loopwarden.history.Week;
import dev.loopwarden.pull.RepositoryRef;
import dev.loopwarden.rule.Aspect;
import dev.loopwarden.rule.Severity;
import dev.loopwarden.store.BranchFindings.Filter;
import dev.loopwarden.store.BranchFindings.Standing;
import dev.loopwarden.web.pages.Page.Crumb;
import dev.loopwarden.web.pages.Table.Column;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.TreeSet;

/// One repository: where its default branch stands, how it got there, what to look at first.
public final class RepositoryPage {

  private static final int ROWS = 25;
  private static final int HOT_SPOTS = 10;
  private static final int SNAPSHOTS = 10;

  private final Address address;
  private final Stored stored;
  private final RepositoryRef repository;
  private final Optional<String> github;
  private final Instant now;

  private RepositoryPage(Address address, Stored stored, RepositoryRef repository, Optional<String> github, Instant now) {
    this.address = address;
    this.stored = stored;
    this.repository = repository;
    this.github = github;
    this.now = now;
  }

  /// The page as it is now.
  ///
  /// @param github address of GitHub's pages
  /// @param badge address of the badge
  public static Page of(Address address, Stored stored, RepositoryRef repository, Optional<String> github, String badge, Instant now) {
    return new RepositoryPage(address, stored, repository, github, now).page(badge);
  }

  private Page page(String badge) {
    Instant since = Week.mondayOf(now.minus(Duration.ofDays(7L * (address.weeks() - 1))));
    List<Week> weeks = Week.filled(stored.weeks().of(repository.id(), since.minus(Duration.ofDays(7))), address.weeks(), now);
    Optional<SnapshotLine> current = stored.snapshots().current(repository.id());
    var blocks = new ArrayList<Block>();
    current.ifPresent(line -> blocks.add(figures(line, weeks, since)));
    blocks.add(new Block.Filters(filters(), Map.of()));
    if (current.isPresent()) {
      blocks.add(byAspect(since));
      blocks.add(Parts.moves(weeks));
      blocks.add(Parts.density(weeks));
      blocks.add(new Block.Listing(Parts.aspects(stored.snapshots().aspects(current.get().id())), ""));
      blocks.add(new Block.Listing(hotSpots(), "The files with the most open findings: mend these first."));
      blocks.add(new Block.Listing(findings(current.get()), ""));
      blocks.add(new Block.Listing(ignored(), "What marks in the code silence, with the reason that they give."));
    }
    blocks.add(new Block.Listing(pulls(), "How long reviews took, and how they ended."));
    if (current.isPresent()) {
      blocks.add(new Block.Listing(snapshots(since), ""));
      blocks.add(new Block.Listing(notChecked(), "What the newest look left out, and why."));
      blocks.add(new Block.Code("Badge", "![async obligations met](" + badge + ")"));
    }
    String lead = current.map(line -> "The default branch at `" + line.head().brief() + "`, as it stands since " + Cell.time(line.takenAt()).text() + ".")
        .orElse("The default branch was not looked at yet.");
    return new Page(repository.fullName(), lead, List.of(new Crumb("Repositories", "/")), blocks);
  }

  private Block figures(SnapshotLine line, List<Week> weeks, Instant since) {
    Optional<Duration> median = Fixing.median(stored.findings().lives(repository.id(), since));
    return new Block.Figures(List.of(
        Parts.coverage(line.level(), weeks), Parts.open(line.level(), line.ignored()), Parts.density(line.level()),
        new Block.Figure("Median time to fix", median.map(Fixing::spoken).orElse("–"),
            median.isPresent() ? "of what was fixed in " + address.weeks() + " weeks" : "nothing was fixed yet", Tone.PLAIN),
        new Block.Figure("Async functions", Parts.grouped(line.asyncFunctions()),
            "of " + Parts.grouped(line.functions()) + " in " + Parts.grouped(line.files()) + " files", Tone.PLAIN)));
  }

  private List<Block.Field> filters() {
    return List.of(
        Parts.weeks(address),
        new Block.Field("findings", "Findings", standing().name().toLowerCase(Locale.ROOT), List.of(
            new Block.Option("open", "open"), new Block.Option("fixed", "fixed"))),
        new Block.Field("aspect", "Aspect", address.get("aspect"), any(Arrays.stream(Aspect.values())
            .map(each -> new Block.Option(each.slug(), each.title())).toList())),
        new Block.Field("severity", "Severity", address.get("severity"), any(Arrays.stream(Severity.values())
            .map(each -> new Block.Option(each.slug(), each.slug())).toList())),
        new Block.Field("rule", "Rule", address.get("rule"), List.of()),
        new Block.Field("path", "Path contains", address.get("path"), List.of()));
  }

  private static List<Block.Option> any(List<Block.Option> options) {
    var all = new ArrayList<Block.Option>();
    all.add(new Block.Option("", "any"));
    all.addAll(options);
    return all;
  }

  private Standing standing() {
    return address.get("findings").equals("fixed") ? Standing.FIXED : Standing.OPEN;
  }

  /// One point a day, one series for each aspect that was ever owed.
  private Block byAspect(Instant since) {
    Map<Instant, List<Coverage>> days = new TreeMap<>();
    stored.snapshots().aspectsSince(repository.id(), since).forEach((moment, coverage) ->
        days.put(moment.atZone(ZoneOffset.UTC).toLocalDate().atStartOfDay(ZoneOffset.UTC).toInstant(), coverage));
    var aspects = new TreeSet<Aspect>();
    days.values().forEach(each -> each.stream().filter(one -> one.owed() > 0).forEach(one -> aspects.add(one.aspect())));
    var columns = new ArrayList<Column>(List.of(Column.of("day", "Day")));
    aspects.forEach(each -> columns.add(Column.number(each.slug(), each.title())));
    var rows = new ArrayList<List<Cell>>();
    days.forEach((day, coverage) -> {
      var row = new ArrayList<Cell>(List.of(Cell.date(day)));
      aspects.forEach(aspect -> row.add(Cell.percent(coverage.stream().filter(each -> each.aspect() == aspect).findFirst()
          .map(each -> new Level(each.met(), each.unmet(), 0, 0, 0).percent()).orElse(OptionalInt.empty()))));
      rows.add(row);
    });
    return new Block.Chart(
        Table.of("coverage", "Obligations met, by aspect", columns, rows, "There is no trend yet: it begins with the second look."), false, "%",
        "Lines by day: obligations met in percent, one line for each of " + aspects.size() + " aspects.");
  }

  private Table hotSpots() {
    var rows = stored.findings().hotSpots(repository.id(), HOT_SPOTS).stream().map(each -> List.of(
        Cell.code(each.path()).to(address.with("path", each.path()) + "#h-findings"), Cell.number(each.open()),
        Cell.number(each.errors(), each.errors() > 0 ? Tone.BAD : Tone.QUIET), Cell.number(each.rules()))).toList();
    return Table.of("hot-spots", "Hot spots", List.of(
        Column.of("path", "File"), Column.number("open", "Open findings"), Column.number("errors", "Errors"), Column.number("rules", "Rules")), rows,
        "No open finding: no hot spot.");
  }

  private Filter filter(Standing standing) {
    return new Filter(
        standing, address.maybe("aspect", Aspect.class), address.maybe("severity", Severity.class),
        Optional.of(address.get("rule").strip().toUpperCase(Locale.ROOT)).filter(each -> !each.isEmpty()),
        Optional.of(address.get("path")).filter(each -> !each.isEmpty()));
  }

  private Table findings(SnapshotLine line) {
    boolean fixed = standing() == Standing.FIXED;
    int size = address.isExport() ? Parts.EXPORT_ROWS : ROWS;
    int page = address.isExport() ? 1 : address.page("page");
    var rows = new ArrayList<List<Cell>>();
    for (BranchFinding each : stored.findings().of(repository.id(), filter(standing()), (page - 1) * size, size)) {
      var row = new ArrayList<Cell>(List.of(
          Cell.text(each.rule()).to("/rules/" + each.rule()), Parts.severity(each.severity()), Cell.text(plain(each.title())), place(each, line),
          Cell.date(each.firstSeen())));
      if (fixed) {
        row.add(each.fixedAt().map(Cell::date).orElseGet(Cell::none));
      }
      rows.add(row);
    }
    var columns = new ArrayList<Column>(List.of(
        Column.of("rule", "Rule"), Column.of("severity", "Severity"), Column.of("what", "What"), Column.of("where", "Where"),
        Column.of("first_seen", "First seen")));
    if (fixed) {
      columns.add(Column.of("fixed", "Fixed"));
    }
    return Table.of("findings", fixed ? "Fixed findings" : "Open findings", columns, rows, "No finding like this.")
        .paged(address.paging("page", size, stored.findings().count(repository.id(), filter(standing()))));
  }

  private Cell place(BranchFinding finding, SnapshotLine line) {
    Cell cell = Cell.code(finding.path() + ":" + finding.line());
    return finding.fixedAt().isPresent() ? cell
        : github.map(base -> cell.to(Link.line(base, repository, line.head(), finding.path(), finding.line()))).orElse(cell);
  }

  /// A title without the backticks that mark code.
  static String plain(String title) {
    return title.replace("`", "");
  }

  private Table ignored() {
    var rows = stored.findings().of(repository.id(), filter(Standing.IGNORED), 0, address.isExport() ? Parts.EXPORT_ROWS : ROWS).stream()
        .map(each -> List.of(
            Cell.text(each.rule()).to("/rules/" + each.rule()), Cell.code(each.path() + ":" + each.line()),
            each.reason().isEmpty() ? Cell.word("no reason given", Tone.QUIET) : Cell.text(each.reason()), Cell.date(each.firstSeen()))).toList();
    return Table.of("ignored", "Ignored", List.of(
        Column.of("rule", "Rule"), Column.of("where", "Where"), Column.of("reason", "Reason"), Column.of("first_seen", "First seen")), rows,
        "Nothing is ignored.");
  }

  private Table pulls() {
    int size = address.isExport() ? Parts.EXPORT_ROWS : ROWS;
    var rows = new ArrayList<List<Cell>>();
    for (PullRequestLine each : stored.pullRequests().of(repository.id(), 0, size)) {
      rows.add(List.of(
          Cell.text("#" + each.number()).to("/repositories/" + repository.id() + "/pulls/" + each.number()), Cell.text(each.outcome()),
          Cell.code(each.head().brief()).to("/runs/" + each.lastRun()), Parts.conclusion(each.conclusion()), Cell.number(each.told()), Cell.number(each.fixed()), Cell.number(each.runs()),
          each.took().map(took -> new Cell(Fixing.spoken(took), took.toMillis() / 1000.0, "", Tone.PLAIN, false, List.of(), Optional.empty()))
              .orElseGet(Cell::none),
          Cell.time(each.reviewedAt())));
    }
    return Table.of("pulls", "Pull requests", List.of(
        Column.of("pull_request", "Pull request"), Column.of("outcome", "Outcome"), Column.of("head", "Head"), Column.of("check", "Check"), Column.number("told", "New findings"),
        Column.number("fixed", "Fixed"), Column.number("reviews", "Reviews"), Column.number("review_seconds", "Last review took"),
        Column.of("reviewed_at", "Reviewed")), rows, "No pull request was reviewed yet.");
  }

  private Table snapshots(Instant since) {
    var rows = stored.snapshots().since(repository.id(), since, address.isExport() ? Parts.EXPORT_ROWS : SNAPSHOTS).stream().map(each -> List.of(
        Cell.code(each.head().brief()), Cell.percent(each.level().percent()), Cell.number(each.level().open()), Cell.number(each.files()),
        Cell.number(each.notChecked()), Cell.time(each.takenAt()))).toList();
    return Table.of("snapshots", "Newest looks at the default branch", List.of(
        Column.of("head", "Commit"), Column.number("percent_met", "Obligations met"), Column.number("open", "Open findings"),
        Column.number("files", "Files"), Column.number("not_checked", "Not checked"), Column.of("taken_at", "Looked at")), rows, "None in this time.");
  }

  private Table notChecked() {
    var rows = stored.snapshots().notChecked(repository.id(), address.isExport() ? Parts.EXPORT_ROWS : ROWS).stream().map(each -> List.of(
        Cell.code(each.line() > 0 ? each.path() + ":" + each.line() : each.path()), Cell.text(each.reason()))).toList();
    return Table.of("not-checked", "Not checked", List.of(Column.of("where", "Where"), Column.of("reason", "Why")), rows, "Everything was looked at.");
  }
}

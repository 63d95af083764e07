package dev.loopwarden.web.pages;

import dev.loopwarden.history.Fixing;
import dev.loopwarden.job.Job;
import dev.loopwarden.store.Audit;
import dev.loopwarden.store.Deliveries;
import dev.loopwarden.store.Jobs;
import dev.loopwarden.web.pages.Table.Column;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// What there is to do, what waits and why, what died, what came in, and who did what about it.
public final class AdminPage {

  private static final int ROWS = 50;
  private static final int REASONS = 20;

  private AdminPage() {}

  /// The page as it is now.
  ///
  /// @param acts whether the reader may press buttons
  public static Page of(Address address, Stored stored, boolean acts, Instant now) {
    Map<Job.State, Long> counts = stored.jobs().counts();
    String oldest = stored.jobs().oldest().map(since -> Fixing.spoken(Duration.between(since, now))).orElse("–");
    long dead = counts.getOrDefault(Job.State.DEAD, 0L);
    Block figures = new Block.Figures(List.of(
        figure("Queued", counts.getOrDefault(Job.State.QUEUED, 0L), Tone.PLAIN), figure("Running", counts.getOrDefault(Job.State.RUNNING, 0L), Tone.PLAIN),
        figure("Waiting for a retry", counts.getOrDefault(Job.State.WAITING, 0L), Tone.PLAIN),
        figure("Dead", dead, dead > 0 ? Tone.BAD : Tone.GOOD), new Block.Figure("Oldest", oldest, "since it came in", Tone.PLAIN)));
    return new Page("Admin", note(address.get("note")), List.of(), List.of(
        figures,
        new Block.Listing(waiting(address, stored), "Their next time, and why they wait."),
        new Block.Listing(reasons(stored, acts), ""),
        new Block.Listing(dead(address, stored, acts), "They were tried often enough, or were refused. A retry begins anew."),
        new Block.Listing(queued(address, stored), ""),
        new Block.Listing(deliveries(address, stored, acts), "A replay does what a delivery asked for again; what stands on GitHub already is not said twice."),
        new Block.Listing(audit(address, stored), "")));
  }

  private static Block.Figure figure(String label, long number, Tone tone) {
    return new Block.Figure(label, Parts.grouped(number), "", tone);
  }

  private static String note(String note) {
    return switch (note) {
      case "queued" -> "It is queued again.";
      case "already" -> "Nothing was done: it is not dead, or waits already.";
      case "nothing" -> "Nothing was done: it asked for nothing, or its body is not kept any more.";
      case "discarded" -> "It was put away.";
      default -> "";
    };
  }

  private static int size(Address address) {
    return address.isExport() ? Parts.EXPORT_ROWS : ROWS;
  }

  private static List<Cell> common(Jobs.Line line) {
    Job job = line.job();
    return List.of(
        Cell.text(job.kind()), line.repository().isEmpty() ? Cell.none() : Cell.text(line.repository()),
        job.pullRequest() > 0 ? Cell.text("#" + job.pullRequest()) : Cell.none(), Cell.number(job.attempt()), Cell.time(job.createdAt()));
  }

  private static List<Column> common() {
    return List.of(
        Column.of("kind", "Kind"), Column.of("repository", "Repository"), Column.of("pull_request", "Pull request"),
        Column.number("attempts", "Attempts"), Column.of("since", "Since"));
  }

  private static Table waiting(Address address, Stored stored) {
    var rows = new ArrayList<List<Cell>>();
    for (Jobs.Line line : stored.jobs().in(List.of(Job.State.WAITING), 0, size(address))) {
      var row = new ArrayList<>(common(line));
      row.add(line.nextAt().map(Cell::time).orElseGet(Cell::none));
      row.add(Cell.text(line.job().reason()));
      rows.add(row);
    }
    var columns = new ArrayList<>(common());
    columns.add(Column.of("next", "Next time"));
    columns.add(Column.of("reason", "Reason"));
    return Table.of("waiting", "Retries", columns, rows, "Nothing waits for a retry.");
  }

  private static Table queued(Address address, Stored stored) {
    var rows = new ArrayList<List<Cell>>();
    for (Jobs.Line line : stored.jobs().in(List.of(Job.State.RUNNING, Job.State.QUEUED), 0, size(address))) {
      var row = new ArrayList<>(common(line));
      row.add(Cell.text(line.job().state().name().toLowerCase(Locale.ROOT)));
      rows.add(row);
    }
    var columns = new ArrayList<>(common());
    columns.add(Column.of("state", "State"));
    return Table.of("queue", "Queue", columns, rows, "The queue is empty.");
  }

  private static Table reasons(Stored stored, boolean acts) {
    var rows = new ArrayList<List<Cell>>();
    stored.deadJobs().deadReasons(REASONS).forEach((reason, count) -> {
      var row = new ArrayList<>(List.of(Cell.text(reason), Cell.number(count)));
      if (acts) {
        row.add(Cell.button(new Cell.Form("/admin/retry-reason", "Retry all", "Retry all that died of: " + reason, Map.of("reason", reason))));
      }
      rows.add(row);
    });
    var columns = new ArrayList<>(List.of(Column.of("reason", "Reason"), Column.number("jobs", "Jobs")));
    if (acts) {
      columns.add(Column.action("Action"));
    }
    return Table.of("reasons", "Dead jobs by reason", columns, rows, "No job is dead.");
  }

  private static Table dead(Address address, Stored stored, boolean acts) {
    int page = address.isExport() ? 1 : address.page("page");
    var rows = new ArrayList<List<Cell>>();
    for (Jobs.Line line : stored.jobs().in(List.of(Job.State.DEAD), (page - 1) * size(address), size(address))) {
      var row = new ArrayList<>(common(line));
      row.add(Cell.text(line.job().reason()));
      if (acts) {
        String about = line.job().kind() + " of " + line.repository() + ", " + line.job().id();
        row.add(line.hasBody() ? Cell.button(new Cell.Form("/admin/retry", "Retry", "Retry " + about, Map.of("job", line.job().id())))
            : Cell.word("body not kept", Tone.QUIET));
        row.add(Cell.button(new Cell.Form("/admin/discard", "Discard", "Discard " + about, Map.of("job", line.job().id()))));
      }
      rows.add(row);
    }
    var columns = new ArrayList<>(common());
    columns.add(Column.of("reason", "Reason"));
    if (acts) {
      columns.add(Column.action("Retry"));
      columns.add(Column.action("Discard"));
    }
    return Table.of("dead", "Dead jobs", columns, rows, "No job is dead.")
        .paged(address.paging("page", size(address), (int) Math.min(Integer.MAX_VALUE, stored.jobs().counts().getOrDefault(Job.State.DEAD, 0L))));
  }

  private static Table deliveries(Address address, Stored stored, boolean acts) {
    var rows = new ArrayList<List<Cell>>();
    for (Deliveries.Line line : stored.deliveries().latest(0, size(address))) {
      var row = new ArrayList<>(List.of(
          Cell.code(line.id()), Cell.text(line.event()), Cell.time(line.receivedAt()),
          line.state().map(each -> Cell.text(each.name().toLowerCase(Locale.ROOT))).orElseGet(() -> Cell.word("asked for nothing", Tone.QUIET))));
      if (acts) {
        row.add(line.body() && line.state().isPresent()
            ? Cell.button(new Cell.Form("/admin/replay", "Replay", "Replay delivery " + line.id(), Map.of("delivery", line.id()))) : Cell.none());
      }
      rows.add(row);
    }
    var columns = new ArrayList<>(List.of(
        Column.of("delivery", "Delivery"), Column.of("event", "Event"), Column.of("received_at", "Received"), Column.of("state", "Its job")));
    if (acts) {
      columns.add(Column.action("Action"));
    }
    return Table.of("deliveries", "Newest deliveries", columns, rows, "Nothing was delivered yet.");
  }

  private static Table audit(Address address, Stored stored) {
    var rows = new ArrayList<List<Cell>>();
    for (Audit.Entry each : stored.audit().latest(size(address))) {
      rows.add(List.of(Cell.time(each.at()), Cell.text(each.who()), Cell.text(each.action()), Cell.code(each.subject()), Cell.text(each.detail())));
    }
    return Table.of("audit", "Who did what", List.of(
        Column.of("at", "When"), Column.of("who", "Who"), Column.of("action", "What"), Column.of("subject", "Of what"), Column.of("detail", "Detail")), rows,
        "Nobody did anything here yet.");
  }
}

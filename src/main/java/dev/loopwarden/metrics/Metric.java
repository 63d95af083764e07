package dev.loopwarden.metrics;

import dev.loopwarden.analysis.NotChecked;
import dev.loopwarden.analysis.State;
import dev.loopwarden.job.Job;
import dev.loopwarden.job.Trigger;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Each metric: its name, its labels with what they can be, and what it says. `docs/metrics.md` is made from this table.
public enum Metric {
  WEBHOOK_REQUESTS(
      Kind.COUNTER, "loopwarden.webhook.requests", "Requests to `/webhook`, by what came of them.",
      Label.of("outcome", Received.values())),
  WEBHOOK_ACKNOWLEDGE(
      Kind.HISTOGRAM, "loopwarden.webhook.acknowledge", "From the head of a request to `/webhook` until its answer is made, the way of its body included. What is answered 202 is in the database."),
  JOBS(
      Kind.GAUGE, "loopwarden.jobs",
      "Jobs in the database that are not done: those that wait for a worker, those that are worked on, those that wait for another attempt, and those that were given up."
          + " Every replica tells the same number.",
      Label.of("state", Job.State.QUEUED, Job.State.RUNNING, Job.State.WAITING, Job.State.DEAD)),
  QUEUE_OLDEST(
      Kind.SECONDS, "loopwarden.queue.oldest", "Time that the first job waits for a worker beyond its due time; 0 where none does. Looks at default branches, which all others go before, do not count."
          + " Every replica tells the same number."),
  JOB_ATTEMPTS(
      Kind.COUNTER, "loopwarden.job.attempts", "Attempts at jobs that ended: `done`, `superseded` (not needed any more), `waiting` (to be tried again) or `dead` (given up).",
      new Label("kind", kinds()), Label.of("outcome", Job.State.DONE, Job.State.SUPERSEDED, Job.State.WAITING, Job.State.DEAD)),
  REVIEW_PHASE(
      Kind.HISTOGRAM, "loopwarden.review.phase", "Time of the parts of a review.", Label.of("phase", Phase.values())),
  DELIVERY_TO_CHECK(
      Kind.HISTOGRAM, "loopwarden.delivery.to.check", "From the 202 of a delivery to the completed check that it asked for, retries included."),
  FINDINGS(
      Kind.COUNTER, "loopwarden.findings", "Findings of completed reviews. A finding counts in each review that has it.",
      Label.open("rule", "the rule's id"), Label.open("state", spoken(State.values()))),
  NOT_CHECKED(
      Kind.COUNTER, "loopwarden.not.checked", "Files, or parts of them, that a completed review did not look at.",
      Label.of("cause", NotChecked.Cause.values())),
  GITHUB_REQUESTS(
      Kind.TIMER, "loopwarden.github.request", "Requests to GitHub. Names and numbers in the route are `*`.",
      Label.open("method", "HTTP method"), Label.open("route", "path, without names and numbers"), Label.open("status", "HTTP status; `none` where no answer came")),
  GITHUB_RATE_LIMIT_LEFT(
      Kind.GAUGE, "loopwarden.github.rate.limit.left",
      "Requests that GitHub allows until its limit is reset: the least of all tokens that this process used since their last reset. NaN until GitHub told.",
      new Label("resource", RateLeft.RESOURCES)),
  GITHUB_READ_BACKS(
      Kind.COUNTER, "loopwarden.github.read.backs", "Writes whose answer was lost, by whether they stood on GitHub when it was asked.",
      new Label("found", List.of("yes", "no"))),
  LEASES_LOST(
      Kind.COUNTER, "loopwarden.leases.lost", "Attempts that were stopped because another worker had taken their job over."),
  REDELIVERIES(
      Kind.COUNTER, "loopwarden.redeliveries", "Deliveries that GitHub could not bring and was asked for once more."),
  MISSED_REVIEWS(
      Kind.COUNTER, "loopwarden.missed.reviews", "Open pull requests that nobody had told us of, found and queued.");

  private final Kind kind;
  private final String meter;
  private final String text;

  @SuppressWarnings("ImmutableEnumChecker") // an unmodifiable list of records
  private final List<Label> labels;

  Metric(Kind kind, String meter, String text, Label... labels) {
    this.kind = kind;
    this.meter = meter;
    this.text = text;
    this.labels = List.of(labels);
  }

  /// What kind of figure it is.
  public enum Kind {
    COUNTER("counter", "_total"),
    GAUGE("gauge", ""),
    /// A gauge of seconds.
    SECONDS("gauge", "_seconds"),
    /// How often and how long in sum.
    TIMER("summary", "_seconds"),
    /// The same, by buckets of time.
    HISTOGRAM("histogram", "_seconds");

    private final String word;
    private final String suffix;

    Kind(String word, String suffix) {
      this.word = word;
      this.suffix = suffix;
    }

    /// Prometheus' word for it.
    public String word() {
      return word;
    }
  }

  /// A label and the values that it can have.
  ///
  /// @param values all of them; for an open label one sentence
  /// @param open whether the values are known only when they are seen: a bounded number of them all the same
  public record Label(String name, List<String> values, boolean open) {
    public Label {
      values = List.copyOf(values);
    }

    Label(String name, List<String> values) {
      this(name, values, false);
    }

    static Label of(String name, Enum<?>... values) {
      return new Label(name, Arrays.stream(values).map(Metric::word).toList());
    }

    static Label open(String name, String values) {
      return new Label(name, List.of(values), true);
    }
  }

  static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }

  private static String spoken(Enum<?>... values) {
    return Arrays.stream(values).map(each -> "`" + word(each) + "`").collect(Collectors.joining(", "));
  }

  private static List<String> kinds() {
    return Stream.concat(
            Arrays.stream(Trigger.class.getPermittedSubclasses()).filter(each -> each != Trigger.Ignored.class).map(Class::getSimpleName),
            Stream.of(Job.CLOSE_CHECK))
        .sorted().toList();
  }

  public Kind kind() {
    return kind;
  }

  /// Micrometer's name.
  String meter() {
    return meter;
  }

  /// Prometheus' name.
  public String exposed() {
    return meter.replace('.', '_') + kind.suffix;
  }

  /// What it says, as sentences of Markdown.
  public String text() {
    return text;
  }

  public List<Label> labels() {
    return labels;
  }
}

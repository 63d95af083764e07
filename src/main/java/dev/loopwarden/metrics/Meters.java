package dev.loopwarden.metrics;

import dev.loopwarden.analysis.NotChecked;
import dev.loopwarden.job.Job;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// Counts and measures: one method for each thing that happens. Whatever has only known labels is there from the start, with 0.
public final class Meters {

  /// What acknowledging is measured by; GitHub waits 10 s.
  private static final Duration[] QUICK = Stream.of(1, 2, 5, 10, 25, 50, 100, 250, 500, 1_000, 2_500, 5_000, 10_000)
      .map(Duration::ofMillis).toArray(Duration[]::new);

  private static final Duration[] SLOW = Stream.of(10, 50, 100, 250, 500, 1_000, 2_500, 5_000, 10_000, 30_000, 60_000, 300_000, 1_800_000, 7_200_000)
      .map(Duration::ofMillis).toArray(Duration[]::new);

  private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final RateLeft rateLeft;
  private volatile Standing standing = Standing.UNKNOWN;

  public Meters(Clock clock) {
    this.rateLeft = new RateLeft(clock);
    for (Metric metric : Metric.values()) {
      if (metric.labels().stream().noneMatch(Metric.Label::open)) {
        combinations(metric.labels()).forEach(tags -> begin(metric, tags));
      }
    }
  }

  /// What there is to do.
  ///
  /// @param jobs by state
  /// @param oldest age of the oldest job that is due, in seconds
  public record Standing(Map<Job.State, Long> jobs, double oldest) {

    /// The database did not say.
    public static final Standing UNKNOWN = new Standing(Map.of(), Double.NaN);

    public Standing {
      jobs = Map.copyOf(jobs);
    }

    private double in(String state) {
      return Double.isNaN(oldest) ? Double.NaN : jobs.entrySet().stream()
          .filter(each -> Metric.word(each.getKey()).equals(state)).mapToDouble(Map.Entry::getValue).sum();
    }
  }

  private void begin(Metric metric, Tags tags) {
    switch (metric.kind()) {
      case COUNTER -> counter(metric, tags);
      case TIMER, HISTOGRAM -> timer(metric, tags);
      case GAUGE, SECONDS -> Gauge.builder(metric.meter(), () -> value(metric, tags)).tags(tags).description(metric.text())
          .baseUnit(metric.kind() == Metric.Kind.SECONDS ? "seconds" : null).register(registry);
    }
  }

  private double value(Metric metric, Tags tags) {
    return switch (metric) {
      case JOBS -> standing.in(tags.stream().findFirst().orElseThrow().getValue());
      case QUEUE_OLDEST -> standing.oldest();
      case GITHUB_RATE_LIMIT_LEFT -> rateLeft.least(tags.stream().findFirst().orElseThrow().getValue());
      case WEBHOOK_REQUESTS, WEBHOOK_ACKNOWLEDGE, JOB_ATTEMPTS, REVIEW_PHASE, DELIVERY_TO_CHECK, FINDINGS, NOT_CHECKED, GITHUB_REQUESTS,
          GITHUB_READ_BACKS, LEASES_LOST, REDELIVERIES, MISSED_REVIEWS -> throw new IllegalStateException("no gauge: " + metric);
    };
  }

  private static List<Tags> combinations(List<Metric.Label> labels) {
    List<Tags> all = List.of(Tags.empty());
    for (Metric.Label label : labels) {
      var more = new ArrayList<Tags>();
      all.forEach(tags -> label.values().forEach(value -> more.add(tags.and(label.name(), value))));
      all = more;
    }
    return all;
  }

  private Counter counter(Metric metric, Tags tags) {
    return Counter.builder(metric.meter()).tags(tags).description(metric.text()).register(registry);
  }

  private Timer timer(Metric metric, Tags tags) {
    Timer.Builder builder = Timer.builder(metric.meter()).tags(tags).description(metric.text());
    if (metric.kind() == Metric.Kind.HISTOGRAM) {
      builder.serviceLevelObjectives(metric == Metric.WEBHOOK_ACKNOWLEDGE ? QUICK : SLOW);
    }
    return builder.register(registry);
  }

  private void count(Metric metric, String... labels) {
    counter(metric, Tags.of(labels)).increment();
  }

  /// A request to the webhook was answered.
  public void received(Received outcome, Duration took) {
    count(Metric.WEBHOOK_REQUESTS, "outcome", Metric.word(outcome));
    timer(Metric.WEBHOOK_ACKNOWLEDGE, Tags.empty()).record(took);
  }

  /// An attempt at a job ended.
  public void attempted(String kind, Job.State outcome) {
    count(Metric.JOB_ATTEMPTS, "kind", kind, "outcome", Metric.word(outcome));
  }

  public void reviewed(Phase phase, Duration took) {
    timer(Metric.REVIEW_PHASE, Tags.of("phase", Metric.word(phase))).record(took);
  }

  /// The check that a delivery asked for is complete. Where another process with another clock took the delivery, it may seem to have come
  /// later than it did.
  public void checked(Duration sinceDelivery) {
    timer(Metric.DELIVERY_TO_CHECK, Tags.empty()).record(sinceDelivery.isNegative() ? Duration.ZERO : sinceDelivery);
  }

  /// A completed review has a finding.
  public void found(String rule, String state) {
    count(Metric.FINDINGS, "rule", rule, "state", state);
  }

  /// A completed review left something out.
  public void notChecked(NotChecked.Cause cause) {
    count(Metric.NOT_CHECKED, "cause", Metric.word(cause));
  }

  /// A request to GitHub ended.
  ///
  /// @param route one of few
  /// @param status `none` where no answer came
  public void asked(String method, String route, String status, Duration took) {
    timer(Metric.GITHUB_REQUESTS, Tags.of("method", method, "route", route, "status", status)).record(took);
  }

  /// GitHub said what is left of a limit.
  ///
  /// @param token tells tokens apart; not the token
  public void left(String resource, int token, long left, Instant reset) {
    rateLeft.tell(resource, token, left, reset);
  }

  /// A write whose answer was lost was looked for.
  public void readBack(boolean found) {
    count(Metric.GITHUB_READ_BACKS, "found", found ? "yes" : "no");
  }

  public void leaseLost() {
    count(Metric.LEASES_LOST);
  }

  public void redelivery() {
    count(Metric.REDELIVERIES);
  }

  public void missedReview() {
    count(Metric.MISSED_REVIEWS);
  }

  /// All of it as Prometheus reads it.
  public String scrape(Standing now) {
    standing = now;
    return registry.scrape();
  }
}

package dev.loopwarden.web;

import dev.loopwarden.github.EventDecoder;
import dev.loopwarden.github.Secret;
import dev.loopwarden.github.Signature;
import dev.loopwarden.job.Job;
import dev.loopwarden.job.Trigger;
import dev.loopwarden.metrics.Meters;
import dev.loopwarden.metrics.Received;
import dev.loopwarden.pull.Change;
import dev.loopwarden.pull.CommitId;
import dev.loopwarden.pull.PullRequest;
import dev.loopwarden.pull.RepositoryRef;
import dev.loopwarden.store.Deliveries;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// `POST /webhook`: signature over the raw bytes before anything else, then one transaction, then 202.
final class Webhook {

  private static final Logger LOG = LoggerFactory.getLogger(Webhook.class);
  private static final int RETRY_AFTER_SECONDS = 10;

  /// How long the rest of a refused body is taken in and dropped.
  private static final Duration LINGER = Duration.ofSeconds(5);

  private final List<Secret> secrets;
  private final Deliveries deliveries;
  private final Runnable wake;
  private final Clock clock;
  private final Budget budget;
  private final Meters meters;
  private final AtomicLong inFlight = new AtomicLong();

  Webhook(List<Secret> secrets, Deliveries deliveries, Runnable wake, Clock clock, Budget budget, Meters meters) {
    this.secrets = List.copyOf(secrets);
    this.deliveries = deliveries;
    this.wake = wake;
    this.clock = clock;
    this.budget = budget;
    this.meters = meters;
  }

  /// How many bytes are taken in.
  ///
  /// @param body of one delivery; GitHub sends none over 25 MB
  /// @param inFlight of all that are being read; one that does not say its length counts as the longest
  record Budget(long body, long inFlight) {

    static Budget of(long inFlight) {
      return new Budget(25L << 20, inFlight);
    }
  }

  void handle(Context ctx) throws IOException {
    long begun = System.nanoTime();
    Answer answer = answer(ctx);
    ctx.status(status(answer.received())).contentType("text/plain; charset=utf-8");
    meters.received(answer.received(), Duration.ofNanos(System.nanoTime() - begun));
    switch (answer.received()) {
      case TOO_LARGE, BUSY -> refuse(ctx, answer.text());
      case QUEUED, IGNORED, DUPLICATE, MALFORMED, BAD_SIGNATURE, NOT_STORED -> ctx.result(answer.text() + "\n");
    }
  }

  /// The body was not read, or not to its end: the answer goes first, then what still comes is dropped as it comes. A connection that is
  /// closed on top of what was sent is reset, and whoever still sends then may never see the answer.
  private static void refuse(Context ctx, String text) throws IOException {
    ctx.res().setHeader("Connection", "close");
    ctx.res().getOutputStream().write((text + "\n").getBytes(StandardCharsets.UTF_8));
    ctx.res().flushBuffer();
    long end = System.nanoTime() + LINGER.toNanos();
    byte[] dropped = new byte[8192];
    try {
      InputStream rest = ctx.bodyInputStream();
      while (System.nanoTime() < end && rest.read(dropped) >= 0) {
        // nobody needs it
      }
    } catch (IOException gone) {
      // it has its answer
    }
  }

  private record Answer(Received received, String text) {}

  private static int status(Received received) {
    return switch (received) {
      case QUEUED, IGNORED, DUPLICATE -> 202;
      case MALFORMED -> 400;
      case BAD_SIGNATURE -> 401;
      case TOO_LARGE -> 413;
      case BUSY, NOT_STORED -> 503;
    };
  }

  private Answer answer(Context ctx) {
    var tooLarge = new Answer(Received.TOO_LARGE, "the body is over " + budget.body() + " bytes");
    long announced = ctx.req().getContentLengthLong();
    if (announced > budget.body()) {
      return tooLarge;
    }
    long reserved = announced < 0 ? budget.body() : announced;
    try {
      if (inFlight.addAndGet(reserved) > budget.inFlight()) {
        ctx.header("Retry-After", String.valueOf(RETRY_AFTER_SECONDS));
        return new Answer(Received.BUSY, "too many bodies at once");
      }
      byte[] body;
      try {
        body = ctx.bodyInputStream().readNBytes((int) budget.body() + 1);
      } catch (IOException gone) {
        return new Answer(Received.MALFORMED, "the body ended before its announced end");
      }
      return body.length > budget.body() ? tooLarge : take(ctx, body);
    } finally {
      inFlight.addAndGet(-reserved);
    }
  }

  private Answer take(Context ctx, byte[] body) {
    if (!Signature.holds(ctx.header("X-Hub-Signature-256"), body, secrets)) {
      return new Answer(Received.BAD_SIGNATURE, "X-Hub-Signature-256 is missing or wrong");
    }
    String id = ctx.header("X-GitHub-Delivery");
    String event = ctx.header("X-GitHub-Event");
    if (id == null || event == null || id.length() > 100 || event.length() > 100) {
      return new Answer(Received.MALFORMED, "X-GitHub-Delivery or X-GitHub-Event is missing");
    }
    String text = new String(body, StandardCharsets.UTF_8);
    Trigger trigger;
    try {
      trigger = EventDecoder.decode(event, text);
    } catch (EventDecoder.Malformed malformed) {
      return new Answer(Received.MALFORMED, String.valueOf(malformed.getMessage()));
    }
    try {
      Optional<Job> job = job(id, trigger);
      Deliveries.Accepted accepted = deliveries.accept(new Deliveries.Delivery(id, event, text), job, repository(trigger), clock.instant());
      if (accepted != Deliveries.Accepted.DUPLICATE && job.isPresent()) {
        wake.run();
      }
      return trigger instanceof Trigger.Ignored(String why) ? new Answer(Received.IGNORED, "ignored: " + why)
          : accepted == Deliveries.Accepted.DUPLICATE ? new Answer(Received.DUPLICATE, "known") : new Answer(Received.QUEUED, "queued");
    } catch (RuntimeException away) {
      LOG.error("github_delivery_id={} could not be stored: {}", id, away.toString());
      ctx.header("Retry-After", String.valueOf(RETRY_AFTER_SECONDS));
      return new Answer(Received.NOT_STORED, "the delivery could not be stored");
    }
  }

  private Optional<Job> job(String delivery, Trigger trigger) {
    String kind = trigger.getClass().getSimpleName();
    long repository = repository(trigger).map(RepositoryRef::id).orElse(0L);
    return switch (trigger) {
      case Trigger.Ignored _ -> Optional.empty();
      case Trigger.Closed closed -> Optional.of(job(delivery, kind, repository, closed.pullRequest(), ""));
      case Trigger.Review(Change change) ->
          Optional.of(job(delivery, kind, repository, change.pullRequest().map(PullRequest::number).orElse(0), change.head().sha()));
      case Trigger.MergeGroup(Change change, int _) -> Optional.of(job(delivery, kind, repository, 0, change.head().sha()));
      case Trigger.Rerun(RepositoryRef _, CommitId head, List<Integer> pulls) -> Optional.of(job(delivery, kind, repository, first(pulls), head.sha()));
      case Trigger.Accept accept -> Optional.of(job(delivery, kind, repository, first(accept.pullRequests()), accept.head().sha()));
      case Trigger.Baseline(RepositoryRef _, CommitId head) -> Optional.of(job(delivery, kind, repository, 0, head.sha()));
      case Trigger.InstallationAdded _, Trigger.InstallationRemoved _, Trigger.Suspended _, Trigger.Renamed _ -> Optional.of(job(delivery, kind, repository, 0, ""));
    };
  }

  private Job job(String delivery, String kind, long repository, int pullRequest, String head) {
    return new Job(UUID.randomUUID().toString(), delivery, kind, repository, pullRequest, head, Job.State.QUEUED, 0, "", clock.instant());
  }

  private static int first(List<Integer> numbers) {
    return numbers.isEmpty() ? 0 : numbers.getFirst();
  }

  private static Optional<RepositoryRef> repository(Trigger trigger) {
    return switch (trigger) {
      case Trigger.Review(Change change) -> Optional.of(change.repository());
      case Trigger.MergeGroup(Change change, int _) -> Optional.of(change.repository());
      case Trigger.Rerun rerun -> Optional.of(rerun.repository());
      case Trigger.Accept accept -> Optional.of(accept.repository());
      case Trigger.Baseline baseline -> Optional.of(baseline.repository());
      case Trigger.Renamed renamed -> Optional.of(renamed.repository());
      case Trigger.Closed closed -> Optional.of(closed.repository());
      case Trigger.InstallationAdded _, Trigger.InstallationRemoved _, Trigger.Suspended _, Trigger.Ignored _ -> Optional.empty();
    };
  }
}

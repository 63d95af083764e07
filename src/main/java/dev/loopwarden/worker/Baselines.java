package dev.loopwarden.worker;

import dev.loopwarden.analysis.FactStore;
import dev.loopwarden.analysis.Indexing;
import dev.loopwarden.analysis.Limits;
import dev.loopwarden.analysis.Modules;
import dev.loopwarden.analysis.Scan;
import dev.loopwarden.github.GithubApp;
import dev.loopwarden.github.TreeReader;
import dev.loopwarden.history.Baseline;
import dev.loopwarden.job.Job;
import dev.loopwarden.job.RetryPolicy;
import dev.loopwarden.job.Step;
import dev.loopwarden.program.Knowledge;
import dev.loopwarden.pull.CommitId;
import dev.loopwarden.pull.Listing;
import dev.loopwarden.pull.RepositoryRef;
import dev.loopwarden.rules.Catalogue;
import dev.loopwarden.source.BlobId;
import dev.loopwarden.source.SourceFile;
import dev.loopwarden.store.Facts;
import dev.loopwarden.store.Jobs;
import dev.loopwarden.store.Repositories;
import dev.loopwarden.store.Snapshots;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;

/// Looks at whole default branches: one at a time in a process, and never twice within a minute at one repository.
public final class Baselines {

  /// Pushes that come quicker are looked at together.
  private static final Duration GAP = Duration.ofMinutes(1);

  private static final String LATER = "a later look at the default branch is queued";
  private static final Duration TURN = Duration.ofSeconds(5);

  /// A first look gives way to what else there is to do, and many of them come slowly.
  private static final Duration FIRST_LOOK = Duration.ofSeconds(45);

  private static final Duration BETWEEN_FIRST_LOOKS = Duration.ofSeconds(20);

  /// Of the jar; what was seen by another version is looked at again.
  private static final String VERSION = String.valueOf(Baselines.class.getPackage().getImplementationVersion());

  private static final Duration DAY = Duration.ofHours(24);
  private static final int SWEEP_MAX = 100;

  private final GithubApp app;
  private final Snapshots snapshots;
  private final Repositories repositories;
  private final Jobs jobs;
  private final Facts facts;
  private final Clock clock;
  private final Semaphore turn = new Semaphore(1);

  public Baselines(GithubApp app, Snapshots snapshots, Repositories repositories, Jobs jobs, Facts facts, Clock clock) {
    this.app = app;
    this.snapshots = snapshots;
    this.repositories = repositories;
    this.jobs = jobs;
    this.facts = facts;
    this.clock = clock;
  }

  /// Lets a job have its attempt when it is its turn; a job that a later one makes needless ends here.
  Step inTurn(Job job, RetryPolicy retry, Supplier<Step> attempt) {
    Instant now = clock.instant();
    if (jobs.hasLater(job)) {
      return new Step(Job.State.SUPERSEDED, LATER, Optional.empty());
    }
    jobs.supersedeEarlier(job, LATER, now);
    Optional<Instant> early = snapshots.current(job.repository()).map(each -> each.takenAt().plus(GAP)).filter(now::isBefore);
    if (early.isPresent()) {
      return Step.later(job, "the last look is less than a minute old", early.get(), retry, now);
    }
    if (!turn.tryAcquire()) {
      return Step.later(job, "another repository is being looked at", now.plus(TURN), retry, now);
    }
    try {
      return attempt.get();
    } finally {
      turn.release();
    }
  }

  /// One look at the tip of the default branch. What was pushed in the meantime is in it.
  ///
  /// @return what came of it, for people
  String look(Job job) throws IOException {
    Optional<RepositoryRef> repository = repositories.find(job.repository());
    if (repository.isEmpty()) {
      return "the repository is not known any more";
    }
    TreeReader reader = app.tree(repository.get());
    Optional<CommitId> tip = reader.tip();
    Optional<Listing> listing = tip.isPresent() ? Optional.of(reader.listing(tip.get())) : Optional.empty();
    if (listing.isEmpty() || listing.get().python().isEmpty()) {
      snapshots.withoutPython(job.repository(), clock.instant());
      return "no Python file";
    }
    CommitId head = tip.orElseThrow();
    String digest = digest(listing.get());
    if (snapshots.repeat(job.id(), job.repository(), head, digest, clock.instant())) {
      return head.brief() + ": no Python file changed";
    }
    TreeReader.Tree tree = reader.read(head, listing.get(), TreeReader.Cap.DEFAULT);
    FactStore store = facts.of(job.repository());
    var modules = new Modules(store);
    Baseline baseline = of(job.id(), job.repository(), head, listing.get(), tree, modules, clock.instant());
    snapshots.store(baseline);
    index(head, tree, store, modules);
    return head.brief() + ": " + baseline.looked().files() + " files, " + baseline.open() + " findings";
  }

  /// Brings the index of the branch up to date, for the reviews to come.
  private static void index(CommitId head, TreeReader.Tree tree, FactStore store, Modules modules) {
    Map<String, BlobId> files = new HashMap<>();
    tree.python().forEach((path, file) -> files.put(path, file.blobId()));
    new Indexing(store, modules, Knowledge.bundled().with(Scan.settings(tree.project()).additions()))
        .at(head, files, Limits.DEFAULT, (_, paths) -> {
          Map<String, SourceFile> wanted = new HashMap<>(tree.python());
          wanted.keySet().retainAll(paths);
          return wanted;
        });
  }

  /// The look itself, from what was read to what lasts.
  ///
  /// @param modules knows files that did not change since they were last seen
  public static Baseline of(
      String id, long repository, CommitId head, Listing listing, TreeReader.Tree tree, Modules modules, Instant now) {
    Scan.Whole whole = Scan.whole(
        tree.python().values(), tree.unread(), Catalogue.ALL, Scan.settings(tree.project()), tree.project(), modules);
    return Baseline.of(id, repository, head, digest(listing), whole, now);
  }

  private static String digest(Listing listing) {
    return Baseline.digest(listing, Catalogue.ALL.stream().map(each -> each.card().id()).toList(), VERSION);
  }

  /// Asks for a first look at a repository that nobody looked at yet; after a review, so later than it.
  void afterFirstReview(long repository) {
    if (snapshots.isUnseen(repository)) {
      ask(repository, clock.instant().plus(FIRST_LOOK));
    }
  }

  /// Asks for first looks at all repositories of a new installation, one after the other.
  void afterInstallation(List<RepositoryRef> added) {
    Instant at = clock.instant().plus(FIRST_LOOK);
    for (RepositoryRef each : added) {
      ask(each.id(), at);
      at = at.plus(BETWEEN_FIRST_LOOKS);
    }
  }

  /// Asks for a look at each repository that had none for a day.
  public void sweep() {
    Instant at = clock.instant();
    for (long repository : snapshots.stale(clock.instant().minus(DAY), SWEEP_MAX)) {
      ask(repository, at);
      at = at.plus(BETWEEN_FIRST_LOOKS);
    }
  }

  private void ask(long repository, Instant at) {
    jobs.add(Job.baseline(UUID.randomUUID().toString(), repository, clock.instant()), at);
  }
}

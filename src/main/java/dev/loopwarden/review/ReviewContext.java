package dev.loopwarden.review;

import dev.loopwarden.rule.RuleCard;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/// What a plan needs beside snapshot and report.
///
/// @param externalId the job's id, for the check run
/// @param cards rule id to its card
/// @param webBase address of the repository's pages (`https://github.com/owner/name`), for links to lines; without it places are
///     plain text
/// @param runLink address of the stored run
/// @param trend the default branch over time, oldest first; empty where there is none yet
/// @param acceptance that somebody accepted the check as it is
/// @param room for line comments
public record ReviewContext(
    String externalId,
    Function<String, Optional<RuleCard>> cards,
    Optional<String> webBase,
    Optional<String> runLink,
    List<TrendPoint> trend,
    Optional<Acceptance> acceptance,
    Room room) {

  public ReviewContext {
    trend = List.copyOf(trend);
  }

  public static ReviewContext of(String externalId, Function<String, Optional<RuleCard>> cards) {
    return new ReviewContext(externalId, cards, Optional.empty(), Optional.empty(), List.of(), Optional.empty(), Room.USUAL);
  }

  /// How many line comments one review may have.
  ///
  /// @param usual where the repository's settings say nothing
  /// @param most whatever they say
  public record Room(int usual, int most) {
    public static final Room USUAL = new Room(ReviewPlan.COMMENTS_DEFAULT, ReviewPlan.COMMENTS_MAX);
    public static final Room NONE = new Room(0, 0);
  }

  /// One run on the default branch: how many obligations were met of those that were owed.
  public record TrendPoint(int met, int owed) {}

  /// "Accept as is": the check passes with these findings until another one comes.
  ///
  /// @param who login of the person
  /// @param fingerprints of the findings that stood there then
  public record Acceptance(String who, Instant when, Set<String> fingerprints) {
    public Acceptance {
      fingerprints = Set.copyOf(fingerprints);
    }
  }
}

package dev.loopwarden.review;

import dev.loopwarden.pull.CommitId;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The hidden mark that begins every comment of ours, by which it is found again. It counts only at the very start of a
/// comment whose author is our App.
///
/// @param id of the finding: its fingerprint; of a review: the head; of the summary: empty
/// @param ruleId of the finding; else empty
public record Marker(Kind kind, String id, String ruleId) {

  private static final Pattern FORM =
      Pattern.compile("\\A<!-- loopwarden (finding|file|review|summary)(?: ([0-9a-zA-Z.-]{1,80}))?(?: (LW[0-9]{1,5}))? -->");

  /// What the comment is.
  public enum Kind {
    FINDING("finding"),
    FILE("file"),
    REVIEW("review"),
    SUMMARY("summary");

    private final String word;

    Kind(String word) {
      this.word = word;
    }
  }

  public static Marker finding(String fingerprint, String ruleId) {
    return new Marker(Kind.FINDING, fingerprint, ruleId);
  }

  public static Marker file(String fingerprint, String ruleId) {
    return new Marker(Kind.FILE, fingerprint, ruleId);
  }

  public static Marker review(CommitId head) {
    return new Marker(Kind.REVIEW, head.sha(), "");
  }

  public static Marker summary() {
    return new Marker(Kind.SUMMARY, "", "");
  }

  /// The mark at the start of a comment, if there is one.
  public static Optional<Marker> in(String body) {
    Matcher matcher = FORM.matcher(body);
    if (!matcher.find()) {
      return Optional.empty();
    }
    for (Kind kind : Kind.values()) {
      if (kind.word.equals(matcher.group(1))) {
        return Optional.of(new Marker(kind, orEmpty(matcher.group(2)), orEmpty(matcher.group(3))));
      }
    }
    return Optional.empty();
  }

  /// The comment without its mark.
  static String without(String body) {
    return FORM.matcher(body).replaceFirst("").strip();
  }

  private static String orEmpty(@Nullable String group) {
    return group == null ? "" : group;
  }

  @Override
  public String toString() {
    return "<!-- loopwarden " + kind.word + (id.isEmpty() ? "" : " " + id) + (ruleId.isEmpty() ? "" : " " + ruleId) + " -->";
  }
}

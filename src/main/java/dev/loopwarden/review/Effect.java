package dev.loopwarden.review;

import dev.loopwarden.pull.CommitId;
import java.util.List;
import java.util.Optional;

/// One write to GitHub. `key()` names it for the life of the pull request (or head), so that intent, look-up and
/// repetition speak of the same thing; it contains no `:` beyond its own separators.
public sealed interface Effect {

  String key();

  /// The check `Loopwarden` on a head, in progress. `externalId` is the job's.
  record StartCheck(CommitId head, String externalId) implements Effect {
    @Override
    public String key() {
      return "check-start:" + head;
    }
  }

  /// One review with all line comments of a head. `marker` is the hidden mark in its body.
  record PostReview(CommitId head, String marker, String body, List<LineComment> comments) implements Effect {
    public PostReview {
      comments = List.copyOf(comments);
    }

    @Override
    public String key() {
      return "review:" + head;
    }
  }

  /// A comment on a file as a whole: for what has no line in the diff.
  record PostFileComment(CommitId head, String fingerprint, String ruleId, String path, String body) implements Effect {
    @Override
    public String key() {
      return "file-comment:" + fingerprint;
    }
  }

  /// The one summary comment: edited where it stands, made where there is none yet.
  record UpsertSummary(CommitId head, String marker, String body) implements Effect {
    @Override
    public String key() {
      return "summary";
    }
  }

  /// A comment of ours gets another text: "Fixed in `ab12cd3`", or the finding again when it returned.
  record EditComment(CommitId head, long comment, String fingerprint, Becomes becomes, String body) implements Effect {
    @Override
    public String key() {
      return "edit:" + comment + ":" + head;
    }

    public enum Becomes {
      FIXED,
      OPEN
    }
  }

  /// The check's end, with its annotations (any number; the client sends them in batches of 50).
  record CompleteCheck(
      CommitId head,
      String externalId,
      Conclusion conclusion,
      String title,
      String summary,
      Optional<String> text,
      List<Annotation> annotations)
      implements Effect {
    public CompleteCheck {
      annotations = List.copyOf(annotations);
    }

    /// The same without the first annotations: GitHub has them, and would append them once more.
    public CompleteCheck withoutAnnotations(int present) {
      return new CompleteCheck(
          head, externalId, conclusion, title, summary, text, annotations.subList(Math.min(present, annotations.size()), annotations.size()));
    }

    @Override
    public String key() {
      return "check-complete:" + head;
    }
  }
}

package dev.loopwarden.review;

import dev.loopwarden.pull.CommitId;
import java.util.ArrayList;
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

  /// The check's end, with its annotations: any number, which go to GitHub in parts.
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

    /// GitHub takes so many annotations in one request, and appends those of the next.
    public static final int ANNOTATIONS_MAX = 50;

    /// The same as requests: the end and the first annotations come first, since a check that is complete but for some annotations is of
    /// more use than one that hangs.
    public List<CompleteCheck> parts() {
      var parts = new ArrayList<CompleteCheck>();
      int from = 0;
      do {
        int to = Math.min(from + ANNOTATIONS_MAX, annotations.size());
        parts.add(new CompleteCheck(head, externalId, conclusion, title, summary, text, annotations.subList(from, to)));
        from = to;
      } while (from < annotations.size());
      return parts;
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

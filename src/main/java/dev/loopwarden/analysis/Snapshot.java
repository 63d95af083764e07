package dev.loopwarden.analysis;

import dev.loopwarden.program.ModuleFacts;
import dev.loopwarden.pull.Change;
import dev.loopwarden.pull.CommitId;
import dev.loopwarden.pull.Earlier;
import dev.loopwarden.pull.FileDiff;
import dev.loopwarden.pull.Listing;
import dev.loopwarden.source.BlobId;
import dev.loopwarden.source.SourceFile;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// All that a review reads, read: behind this value no stage asks GitHub, Git or a database for anything.
///
/// @param mergeBase what the diff is against
/// @param diffs of all files of the change, Python or not
/// @param head the changed Python files at the head, by path
/// @param base the same files at the merge base, by their path there
/// @param modules unchanged Python modules at the head that the changed ones need, by path
/// @param callers those of them that are looked at too: they call what the change alters, or looked into what it shows
/// @param facts of the files at head and base, by their bytes
/// @param listing the files of the head
/// @param project `pyproject.toml`, `requirements*.txt`, `setup.cfg` and lock files at the base, by path
/// @param earlier what we said in this pull request before
/// @param unread files that were left out before reading, with the reason
public record Snapshot(
    Change change,
    CommitId mergeBase,
    List<FileDiff> diffs,
    Map<String, SourceFile> head,
    Map<String, SourceFile> base,
    Map<String, ModuleFacts> modules,
    Set<String> callers,
    Map<BlobId, ModuleFacts> facts,
    Listing listing,
    Map<String, SourceFile> project,
    Earlier earlier,
    Settings settings,
    Limits limits,
    List<NotChecked> unread) {

  public Snapshot {
    diffs = List.copyOf(diffs);
    head = Map.copyOf(head);
    base = Map.copyOf(base);
    modules = Map.copyOf(modules);
    callers = Set.copyOf(callers);
    facts = Map.copyOf(facts);
    project = Map.copyOf(project);
    unread = List.copyOf(unread);
  }

  /// The same, where more was said before.
  public Snapshot with(Earlier said) {
    return new Snapshot(
        change, mergeBase, diffs, head, base, modules, callers, facts, listing, project, said, settings, limits, unread);
  }

  /// The same; test files are looked at if `looked`, else as the repository's settings say.
  public Snapshot withTests(boolean looked) {
    return new Snapshot(
        change, mergeBase, diffs, head, base, modules, callers, facts, listing, project, earlier,
        settings.withTests(looked || settings.tests()), limits, unread);
  }

  /// The files of the merge base.
  public Listing baseListing() {
    return listing.before(diffs, base.values());
  }
}

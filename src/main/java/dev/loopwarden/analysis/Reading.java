package dev.loopwarden.analysis;

import dev.loopwarden.program.Knowledge;
import dev.loopwarden.program.ModuleFacts;
import dev.loopwarden.pull.Change;
import dev.loopwarden.pull.CommitId;
import dev.loopwarden.pull.Earlier;
import dev.loopwarden.pull.FileDiff;
import dev.loopwarden.pull.Listing;
import dev.loopwarden.pull.Patch;
import dev.loopwarden.source.BlobId;
import dev.loopwarden.source.SourceFile;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// Says what a review must read, and puts together what was read: the same for GitHub and for a local repository.
public final class Reading {

  private Reading() {}

  /// What is read of a commit: the files at these paths, those that exist.
  @FunctionalInterface
  public interface Files {
    Map<String, SourceFile> at(CommitId commit, Set<String> paths);
  }

  /// The whole snapshot, with nothing stored before or after.
  public static Snapshot snapshot(
      Change change, CommitId mergeBase, List<FileDiff> diffs, Listing listing, Earlier earlier, Limits limits, Files files) {
    return snapshot(change, mergeBase, diffs, listing, earlier, limits, files, FactStore.inMemory());
  }

  /// The whole snapshot.
  ///
  /// @param listing the files of the head
  /// @param files reads what is asked for
  /// @param store has facts of modules that need not be read then, and takes those of modules that were
  public static Snapshot snapshot(
      Change change, CommitId mergeBase, List<FileDiff> diffs, Listing listing, Earlier earlier, Limits limits, Files files, FactStore store) {
    return snapshot(change, mergeBase, diffs, listing, earlier, limits, files, store, new Modules(store));
  }

  /// The whole snapshot.
  ///
  /// @param modules over the same store; tells afterwards what was parsed
  public static Snapshot snapshot(
      Change change, CommitId mergeBase, List<FileDiff> diffs, Listing listing, Earlier earlier, Limits limits, Files files, FactStore store,
      Modules modules) {
    var unread = new ArrayList<NotChecked>();
    List<FileDiff> python = python(diffs, listing, limits, unread);
    Map<String, SourceFile> project = files.at(change.base(), ProjectFiles.paths(listing.files().keySet(), paths(python)));
    Settings settings = SettingsFile.read(project);
    Map<String, SourceFile> found = files.at(change.head(), paths(python));
    paths(python).stream().filter(each -> !found.containsKey(each))
        .forEach(each -> unread.add(new NotChecked(each, 0, "its text could not be had (is this a partial clone?)", NotChecked.Cause.UNREAD)));
    Map<String, SourceFile> head = capped(found, limits, unread);
    Map<String, SourceFile> base = base(mergeBase, python, head, files);
    Map<BlobId, ModuleFacts> facts = facts(head, base, modules);
    var following = new Following(modules, new Indexing(store, modules, Knowledge.bundled().with(settings.additions())), files, limits, settings, unread);
    Following.Followed followed = facts.isEmpty() ? Following.NOTHING
        : following.of(new Following.Ends(change.head(), mergeBase, head, listing, listing.before(diffs, base.values())));
    modules.store();
    return new Snapshot(
        change, mergeBase, diffs, head, base, followed.modules(), followed.callers(), facts, listing, project, earlier, settings, limits, unread);
  }

  private static Map<BlobId, ModuleFacts> facts(Map<String, SourceFile> head, Map<String, SourceFile> base, Modules modules) {
    List<SourceFile> all = Stream.concat(head.values().stream(), base.values().stream()).toList();
    modules.load(all.stream().map(SourceFile::blobId).toList());
    Map<BlobId, ModuleFacts> facts = new HashMap<>();
    all.forEach(each -> facts.put(each.blobId(), modules.of(each)));
    return facts;
  }

  private static List<FileDiff> python(List<FileDiff> diffs, Listing listing, Limits limits, List<NotChecked> unread) {
    var python = new ArrayList<FileDiff>();
    for (FileDiff diff : diffs) {
      boolean isThere = diff.status() != FileDiff.Status.REMOVED && listing.has(diff.path());
      if (!diff.path().endsWith(".py") || (!isThere && diff.status() != FileDiff.Status.REMOVED)) {
        continue;
      }
      if (python.size() >= limits.files()) {
        unread.add(new NotChecked(diff.path(), 0, "over the limit of " + limits.files() + " Python files for a review", NotChecked.Cause.LIMIT));
      } else if (isThere && listing.isOver(diff.path(), limits.fileBytes())) {
        unread.add(tooLong(diff.path(), limits));
      } else {
        python.add(diff);
        if (isThere && diff.patch().isEmpty()) {
          unread.add(new NotChecked(diff.path(), 0, "its diff is too large, or binary: no changed line is known", NotChecked.Cause.UNREAD));
        }
      }
    }
    return python;
  }

  private static NotChecked tooLong(String path, Limits limits) {
    return new NotChecked(path, 0, "over the limit of " + limits.fileBytes() + " bytes for a file", NotChecked.Cause.LIMIT);
  }

  private static Set<String> paths(List<FileDiff> diffs) {
    var paths = new LinkedHashSet<String>();
    diffs.stream().filter(each -> each.status() != FileDiff.Status.REMOVED).forEach(each -> paths.add(each.path()));
    return paths;
  }

  private static Map<String, SourceFile> capped(Map<String, SourceFile> files, Limits limits, List<NotChecked> unread) {
    Map<String, SourceFile> kept = new LinkedHashMap<>();
    long total = 0;
    for (SourceFile file : files.values()) {
      total += file.size();
      if (file.size() > limits.fileBytes()) {
        unread.add(tooLong(file.path(), limits));
      } else if (total > limits.totalBytes()) {
        unread.add(new NotChecked(file.path(), 0, "over the limit of " + limits.totalBytes() + " bytes for a review", NotChecked.Cause.LIMIT));
      } else {
        kept.put(file.path(), file);
      }
    }
    return kept;
  }

  /// The changed files at the merge base: by undoing the patch where it fits, else by reading them.
  private static Map<String, SourceFile> base(
      CommitId mergeBase, List<FileDiff> diffs, Map<String, SourceFile> head, Files files) {
    Map<String, SourceFile> base = new HashMap<>();
    var toRead = new LinkedHashSet<String>();
    for (FileDiff diff : diffs) {
      Optional<String> path = diff.basePath();
      if (path.isEmpty()) {
        continue;
      }
      Optional<SourceFile> undone = Optional.ofNullable(head.get(diff.path())).flatMap(file -> undone(file, diff, path.get()));
      undone.ifPresentOrElse(file -> base.put(path.get(), file), () -> toRead.add(path.get()));
    }
    if (!toRead.isEmpty()) {
      base.putAll(files.at(mergeBase, toRead));
    }
    return base;
  }

  private static Optional<SourceFile> undone(SourceFile head, FileDiff diff, String basePath) {
    if (diff.patch().isEmpty()) {
      return Optional.empty();
    }
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(head.content())).toString();
      return Patch.undo(text, diff.hunks()).map(before -> SourceFile.of(basePath, before));
    } catch (CharacterCodingException otherEncoding) {
      return Optional.empty();
    }
  }
}

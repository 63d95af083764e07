package dev.loopwarden.git;

import dev.loopwarden.pull.CommitId;
import dev.loopwarden.pull.FileDiff;
import dev.loopwarden.pull.Hunk;
import dev.loopwarden.pull.Listing;
import dev.loopwarden.pull.Patch;
import dev.loopwarden.source.BlobId;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jgit.diff.DiffEntry;
import org.eclipse.jgit.diff.DiffFormatter;
import org.eclipse.jgit.diff.RawTextComparator;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.lib.CommitBuilder;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.dircache.DirCache;
import org.eclipse.jgit.dircache.DirCacheBuilder;
import org.eclipse.jgit.dircache.DirCacheEntry;
import org.eclipse.jgit.internal.storage.dfs.DfsRepositoryDescription;
import org.eclipse.jgit.internal.storage.dfs.InMemoryRepository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.revwalk.filter.RevFilter;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.eclipse.jgit.util.SystemReader;

/// A Git repository on this disk (or in memory), read only. No process is started, no hook, filter or attribute is followed,
/// nothing is written into it. Not for use by several threads at once.
public final class LocalRepository implements AutoCloseable {

  /// Over this size a file's diff is left out, as GitHub leaves it out.
  private static final int DIFF_BYTES_MAX = 1 << 20;

  private static final List<String> BASES = List.of("origin/HEAD", "origin/main", "origin/master", "main", "master", "develop");

  static {
    SystemReader.setInstance(new SilentReader(SystemReader.getInstance()));
  }

  private final Repository repository;
  private final String name;

  private LocalRepository(Repository repository, String name) {
    this.repository = repository;
    this.name = name;
  }

  /// The repository that a folder belongs to: its own, or that of a folder above. A bare one is good too.
  public static LocalRepository open(Path folder) {
    Path absolute = folder.toAbsolutePath().normalize();
    if (!Files.isDirectory(absolute)) {
      throw new GitProblem(folder + ": no such folder");
    }
    var builder = new FileRepositoryBuilder();
    if (Files.isRegularFile(absolute.resolve("HEAD")) && Files.isDirectory(absolute.resolve("objects"))) {
      builder.setGitDir(absolute.toFile()).setBare();
    } else {
      builder.findGitDir(absolute.toFile());
    }
    if (builder.getGitDir() == null) {
      throw new GitProblem(folder + ": neither this folder nor one above it is a Git repository");
    }
    try {
      return new LocalRepository(builder.setMustExist(true).build(), String.valueOf(absolute.getFileName()));
    } catch (IOException broken) {
      throw new GitProblem(folder + ": the Git repository cannot be opened: " + broken.getMessage(), broken);
    }
  }

  /// An empty repository in memory.
  public static LocalRepository inMemory(String name) {
    return new LocalRepository(new InMemoryRepository(new DfsRepositoryDescription(name)), name);
  }

  /// Where it lies on this disk; for one in memory, its name.
  public Path folder() {
    return repository.getDirectory() == null ? Path.of(name) : repository.getDirectory().toPath();
  }

  /// Name of its folder.
  public String name() {
    return name;
  }

  /// The commit that a branch, tag, id or expression such as `HEAD~2` names.
  public CommitId resolve(String revision) {
    try {
      ObjectId id = repository.resolve(revision + "^{commit}");
      if (id == null) {
        throw new GitProblem("unknown revision: " + revision + " (a branch, a tag, a commit id or an expression such as HEAD~2)");
      }
      return new CommitId(id.name());
    } catch (IOException | RuntimeException notThere) {
      if (notThere instanceof GitProblem known) {
        throw known;
      }
      throw new GitProblem("unknown revision: " + revision + ": " + notThere.getMessage(), notThere);
    }
  }

  /// The branch that a review is against where none is named: the first that exists of origin's default, `main`, `master`.
  public String defaultBase() {
    for (String each : BASES) {
      try {
        if (repository.resolve(each + "^{commit}") != null) {
          return each;
        }
      } catch (IOException broken) {
        throw unreadable(broken);
      }
    }
    throw new GitProblem("no branch named main or master: name the base with --base");
  }

  /// The best common ancestor; a problem where there is none.
  public CommitId mergeBase(CommitId one, CommitId other) {
    try (var walk = new RevWalk(repository)) {
      walk.setRevFilter(RevFilter.MERGE_BASE);
      walk.markStart(walk.parseCommit(id(one)));
      walk.markStart(walk.parseCommit(id(other)));
      RevCommit base = walk.next();
      if (base == null) {
        throw new GitProblem(one.brief() + " and " + other.brief() + " have no common ancestor");
      }
      return new CommitId(base.name());
    } catch (IOException broken) {
      throw unreadable(broken);
    }
  }

  /// Whether the repository has this commit.
  public boolean has(CommitId commit) {
    try (var walk = new RevWalk(repository)) {
      walk.parseCommit(id(commit));
      return true;
    } catch (MissingObjectException missing) {
      return false;
    } catch (IOException broken) {
      throw unreadable(broken);
    }
  }

  /// Regular files of a commit. Links and submodules are left out.
  public Listing listing(CommitId commit) {
    try (var walk = new RevWalk(repository); var tree = new TreeWalk(repository)) {
      tree.addTree(walk.parseCommit(id(commit)).getTree());
      tree.setRecursive(true);
      Map<String, BlobId> files = new HashMap<>();
      while (tree.next()) {
        FileMode mode = tree.getFileMode(0);
        if (mode.equals(FileMode.REGULAR_FILE) || mode.equals(FileMode.EXECUTABLE_FILE)) {
          files.put(tree.getPathString(), new BlobId(tree.getObjectId(0).name()));
        }
      }
      return new Listing(files, false);
    } catch (IOException broken) {
      throw unreadable(broken);
    }
  }

  /// The bytes behind a blob id; empty in a partial clone that did not fetch them.
  public Optional<byte[]> read(BlobId blob) {
    try {
      return Optional.of(repository.open(ObjectId.fromString(blob.hex())).getBytes());
    } catch (MissingObjectException notFetched) {
      return Optional.empty();
    } catch (IOException broken) {
      throw unreadable(broken);
    }
  }

  /// How the files of two commits differ, renames found, with three lines of context. A file whose bytes are not here (a partial
  /// clone) has no patch.
  public List<FileDiff> diff(CommitId from, CommitId to) {
    var bytes = new ByteArrayOutputStream();
    try (var walk = new RevWalk(repository); var formatter = new DiffFormatter(bytes)) {
      formatter.setRepository(repository);
      formatter.setDiffComparator(RawTextComparator.DEFAULT);
      formatter.setDetectRenames(true);
      formatter.getRenameDetector().setSkipContentRenamesForBinaryFiles(true);
      formatter.setBinaryFileThreshold(DIFF_BYTES_MAX);
      var diffs = new ArrayList<FileDiff>();
      for (DiffEntry entry : formatter.scan(walk.parseCommit(id(from)).getTree(), walk.parseCommit(id(to)).getTree())) {
        bytes.reset();
        try {
          formatter.format(entry);
          formatter.flush();
          diffs.add(diff(entry, bytes.toString(StandardCharsets.UTF_8)));
        } catch (MissingObjectException notFetched) {
          diffs.add(diff(entry, "\nBinary files differ"));
        }
      }
      return diffs;
    } catch (IOException broken) {
      throw unreadable(broken);
    }
  }

  private static FileDiff diff(DiffEntry entry, String text) {
    int start = text.startsWith("@@ ") ? 0 : text.indexOf("\n@@ ") + 1;
    boolean none = start == 0 && !text.startsWith("@@ ");
    boolean binary = text.contains("\nBinary files ");
    Optional<List<Hunk>> hunks = binary ? Optional.empty() : none ? Optional.of(List.of()) : Patch.parse(text.substring(start));
    return switch (entry.getChangeType()) {
      case ADD -> new FileDiff(entry.getNewPath(), Optional.empty(), FileDiff.Status.ADDED, hunks);
      case DELETE -> new FileDiff(entry.getOldPath(), Optional.empty(), FileDiff.Status.REMOVED, hunks);
      case MODIFY -> new FileDiff(entry.getNewPath(), Optional.empty(), FileDiff.Status.MODIFIED, hunks);
      case RENAME -> new FileDiff(entry.getNewPath(), Optional.of(entry.getOldPath()), FileDiff.Status.RENAMED, hunks);
      case COPY -> new FileDiff(entry.getNewPath(), Optional.of(entry.getOldPath()), FileDiff.Status.COPIED, hunks);
    };
  }

  /// Stores a commit that has just these files. For repositories in memory.
  public CommitId commit(Optional<CommitId> parent, String message, Map<String, byte[]> files) {
    if (!(repository instanceof InMemoryRepository)) {
      throw new IllegalStateException("a repository on disk is only read");
    }
    try (ObjectInserter inserter = repository.newObjectInserter()) {
      DirCache index = DirCache.newInCore();
      DirCacheBuilder entries = index.builder();
      for (Map.Entry<String, byte[]> file : files.entrySet()) {
        var entry = new DirCacheEntry(file.getKey());
        entry.setFileMode(FileMode.REGULAR_FILE);
        entry.setObjectId(inserter.insert(Constants.OBJ_BLOB, file.getValue()));
        entries.add(entry);
      }
      entries.finish();
      var commit = new CommitBuilder();
      commit.setTreeId(index.writeTree(inserter));
      parent.ifPresent(each -> commit.setParentId(id(each)));
      var person = new PersonIdent("Example", "example@example.org", Instant.EPOCH, ZoneOffset.UTC);
      commit.setAuthor(person);
      commit.setCommitter(person);
      commit.setMessage(message);
      ObjectId made = inserter.insert(commit);
      inserter.flush();
      return new CommitId(made.name());
    } catch (IOException broken) {
      throw unreadable(broken);
    }
  }

  private static ObjectId id(CommitId commit) {
    return ObjectId.fromString(commit.sha());
  }

  private static GitProblem unreadable(IOException broken) {
    return new GitProblem("the Git repository cannot be read: " + broken.getMessage(), broken);
  }

  @Override
  public void close() {
    repository.close();
  }
}

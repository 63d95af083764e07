package dev.loopwarden.cli;

import dev.loopwarden.analysis.FactStore;
import dev.loopwarden.program.ModuleForm;
import dev.loopwarden.pull.CommitId;
import dev.loopwarden.source.BlobId;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// Facts under the user's cache folder, a file each, shared by all runs: a file is written beside its place and moved there whole,
/// what is damaged is refused by those who read it and written anew, and anything may be deleted at any time. A folder that cannot
/// be used costs time, not the run.
final class FactCache implements FactStore, AutoCloseable {

  /// Over this size what was used longest ago is deleted, down to three quarters.
  static final long BYTES_MAX = 512L << 20;

  /// Indices that are kept of one repository and analyser.
  private static final int INDICES_MAX = 4;

  /// How old a file's date may be before reading it sets it anew.
  private static final Duration USED = Duration.ofDays(1);

  /// What nobody moved to its place in this time is left over from a run that was stopped.
  private static final Duration LEFT_OVER = Duration.ofHours(1);

  private final Path root;
  private final Path facts;
  private final Path indices;
  private final long most;
  private final InstantSource clock;
  private boolean wrote;

  private FactCache(Path root, BlobId repository, long most, InstantSource clock) {
    this.root = root;
    this.facts = root.resolve("facts").resolve(ModuleForm.VERSION);
    this.indices = root.resolve("index").resolve(repository.hex());
    this.most = most;
    this.clock = clock;
  }

  /// The cache for one repository (or scanned folder).
  static FactCache of(Path repository) {
    return at(folder(System.getenv()), repository, BYTES_MAX, InstantSource.system());
  }

  static FactCache at(Path root, Path repository, long most, InstantSource clock) {
    String place = repository.toAbsolutePath().normalize().toString();
    return new FactCache(root, BlobId.of(place.getBytes(java.nio.charset.StandardCharsets.UTF_8)), most, clock);
  }

  /// `LOOPWARDEN_CACHE`, else `loopwarden` below `XDG_CACHE_HOME` or `~/.cache`.
  static Path folder(Map<String, String> environment) {
    String own = environment.getOrDefault("LOOPWARDEN_CACHE", "");
    if (!own.isEmpty()) {
      return Path.of(own);
    }
    String shared = environment.getOrDefault("XDG_CACHE_HOME", "");
    return (shared.isEmpty() ? Path.of(System.getProperty("user.home", "."), ".cache") : Path.of(shared)).resolve("loopwarden");
  }

  private Path folder(BlobId blob) {
    return facts.resolve(blob.hex().substring(0, 2));
  }

  private Path place(BlobId blob) {
    return folder(blob).resolve(blob.hex());
  }

  @Override
  public Set<BlobId> has(Set<BlobId> blobs) {
    var found = new HashSet<>(blobs);
    found.removeIf(each -> !Files.isRegularFile(place(each)));
    return found;
  }

  @Override
  public Map<BlobId, byte[]> facts(Set<BlobId> blobs) {
    Map<BlobId, byte[]> found = new HashMap<>();
    for (BlobId each : blobs) {
      read(place(each)).ifPresent(bytes -> found.put(each, bytes));
    }
    return found;
  }

  @Override
  public void keep(Map<BlobId, byte[]> more) {
    more.forEach((blob, bytes) -> write(folder(blob), blob.hex(), bytes));
  }

  @Override
  public Optional<byte[]> index(CommitId commit, String version) {
    return read(indices.resolve(version).resolve(commit.sha()));
  }

  @Override
  public Optional<byte[]> newestIndex(String version) {
    return newestFirst(indices.resolve(version)).stream().findFirst().flatMap(this::read);
  }

  @Override
  public void keepIndex(CommitId commit, String version, byte[] index) {
    Path folder = indices.resolve(version);
    write(folder, commit.sha(), index);
    newestFirst(folder).stream().skip(INDICES_MAX).forEach(FactCache::delete);
  }

  private Optional<byte[]> read(Path file) {
    try {
      byte[] bytes = Files.readAllBytes(file);
      FileTime now = FileTime.from(clock.instant());
      if (Files.getLastModifiedTime(file).toInstant().isBefore(now.toInstant().minus(USED))) {
        Files.setLastModifiedTime(file, now);
      }
      return Optional.of(bytes);
    } catch (IOException gone) {
      return Optional.empty();
    }
  }

  private void write(Path folder, String name, byte[] bytes) {
    try {
      folders(folder);
      Path file = folder.resolve(name);
      Path beside = Files.createTempFile(folder, "new-", ".tmp");
      try {
        Files.write(beside, bytes);
        Files.setLastModifiedTime(beside, FileTime.from(clock.instant()));
        Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      } finally {
        Files.deleteIfExists(beside);
      }
      wrote = true;
    } catch (IOException | RuntimeException unusable) {
      // Without a cache the same is computed again.
    }
  }

  /// For this user alone: facts hold pieces of code.
  private static void folders(Path folder) throws IOException {
    if (Files.isDirectory(folder)) {
      return;
    }
    if (FileSystems.getDefault().supportedFileAttributeViews().contains("posix")) {
      Files.createDirectories(folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    } else {
      Files.createDirectories(folder);
    }
  }

  private static List<Path> newestFirst(Path folder) {
    return files(folder, 1).stream().filter(each -> !each.isTemporary()).sorted(Comparator.comparing(Stored::used).reversed()).map(Stored::path).toList();
  }

  private record Stored(Path path, FileTime used, long size) {
    boolean isTemporary() {
      return path.getFileName().toString().endsWith(".tmp");
    }
  }

  private static List<Stored> files(Path folder, int depth) {
    var found = new ArrayList<Stored>();
    try (Stream<Path> all = Files.walk(folder, depth)) {
      for (Path each : (Iterable<Path>) all::iterator) {
        stored(each).ifPresent(found::add);
      }
    } catch (IOException | java.io.UncheckedIOException changing) {
      // Others may delete while we look; what was seen so far serves.
    }
    return found;
  }

  private static Optional<Stored> stored(Path path) throws IOException {
    try {
      BasicFileAttributes about = Files.readAttributes(path, BasicFileAttributes.class);
      return about.isRegularFile() ? Optional.of(new Stored(path, about.lastModifiedTime(), about.size())) : Optional.empty();
    } catch (NoSuchFileException gone) {
      return Optional.empty();
    }
  }

  private static void delete(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException busy) {
      // The next run tries again.
    }
  }

  /// Keeps the folder below its size, if something was added.
  @Override
  public void close() {
    if (!wrote) {
      return;
    }
    List<Stored> all = files(root, Integer.MAX_VALUE);
    var leftOver = FileTime.from(clock.instant().minus(LEFT_OVER));
    all.stream().filter(each -> each.isTemporary() && each.used().compareTo(leftOver) < 0).map(Stored::path).forEach(FactCache::delete);
    long size = all.stream().mapToLong(Stored::size).sum();
    if (size <= most) {
      return;
    }
    for (Stored each : all.stream().sorted(Comparator.comparing(Stored::used)).toList()) {
      if (size <= most / 4 * 3) {
        return;
      }
      delete(each.path());
      size -= each.size();
    }
  }
}

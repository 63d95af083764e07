package dev.loopwarden.git;

import org.eclipse.jgit.lib.Config;
import org.eclipse.jgit.lib.StoredConfig;
import org.eclipse.jgit.storage.file.FileBasedConfig;
import org.eclipse.jgit.util.FS;
import org.eclipse.jgit.util.SystemReader;
import org.jspecify.annotations.Nullable;

/// Keeps JGit from running `git` and from writing anything: system, user and JGit settings are empty and not saved.
final class SilentReader extends SystemReader.Delegate {

  SilentReader(SystemReader delegate) {
    super(delegate);
  }

  @Override
  public FileBasedConfig openUserConfig(@Nullable Config parent, FS fs) {
    return new Empty(parent, fs);
  }

  @Override
  public FileBasedConfig openSystemConfig(@Nullable Config parent, FS fs) {
    return new Empty(parent, fs);
  }

  @Override
  public FileBasedConfig openJGitConfig(@Nullable Config parent, FS fs) {
    return new Empty(parent, fs);
  }

  @Override
  public StoredConfig getUserConfig() {
    return new Empty(null, FS.DETECTED);
  }

  @Override
  public StoredConfig getSystemConfig() {
    return new Empty(null, FS.DETECTED);
  }

  @Override
  public StoredConfig getJGitConfig() {
    return new Empty(null, FS.DETECTED);
  }

  /// A configuration without a file.
  private static final class Empty extends FileBasedConfig {

    @SuppressWarnings("NullAway") // JGit takes null for "no parent" and "no file"
    Empty(@Nullable Config parent, FS fs) {
      super(parent, null, fs);
    }

    /// How coarse a file's time is: said, so that JGit does not find out by writing probe files into the repository.
    @Override
    public @Nullable String getString(String section, @Nullable String subsection, String name) {
      if (section.equals("filesystem") && name.equals("timestampResolution")) {
        return "10 milliseconds";
      }
      if (section.equals("filesystem") && name.equals("minRacyThreshold")) {
        return "10 milliseconds";
      }
      return super.getString(section, subsection, name);
    }

    @Override
    public void load() {}

    @Override
    public void save() {}

    @Override
    public boolean isOutdated() {
      return false;
    }
  }
}

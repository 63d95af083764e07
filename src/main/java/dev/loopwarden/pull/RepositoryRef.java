package dev.loopwarden.pull;

/// A repository. Everything that lasts is keyed by GitHub's numeric `id`: names are renamed, transferred and reused.
///
/// @param id GitHub's repository id; 0 for a local Git repository
/// @param installation id of the App's installation that may read it; 0 for a local Git repository
/// @param owner login of the user or organisation
/// @param name name without the owner
public record RepositoryRef(long id, long installation, String owner, String name) {

  /// A repository on this disk, reviewed without GitHub.
  public static RepositoryRef local(String name) {
    return new RepositoryRef(0, 0, "local", name);
  }

  public String fullName() {
    return owner + "/" + name;
  }
}

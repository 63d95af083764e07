package dev.loopwarden.worker;

import dev.loopwarden.pull.RepositoryRef;
import java.util.Optional;

/// Where people find things: the repository's pages on GitHub, and our own.
///
/// @param githubPages `https://github.com`; empty where the API's address tells none
/// @param publicUrl of our pages
public record Places(Optional<String> githubPages, Optional<String> publicUrl) {

  Optional<String> repository(RepositoryRef repository) {
    return githubPages.map(each -> each + "/" + repository.fullName());
  }

  Optional<String> run(String id) {
    return publicUrl.map(each -> each + "/runs/" + id);
  }
}

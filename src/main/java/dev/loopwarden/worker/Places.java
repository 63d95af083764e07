package dev.loopwarden.worker;

import dev.loopwarden.pull.RepositoryRef;
import java.util.Optional;

/// Where people find things: the repository's pages on GitHub, and our own.
///
/// @param githubPages `https://github.com`; empty where the API's address tells none
/// @param publicUrl of our pages
public record Places(Optional<String> githubPages, Optional<String> publicUrl) {

  /// The places that follow from the API's address: `https://api.github.com`, or `https://HOST/api/v3` of an Enterprise Server.
  public static Places of(String api, Optional<String> publicUrl) {
    Optional<String> pages = api.equals("https://api.github.com") ? Optional.of("https://github.com")
        : api.endsWith("/api/v3") ? Optional.of(api.substring(0, api.length() - "/api/v3".length())) : Optional.empty();
    return new Places(pages, publicUrl);
  }

  Optional<String> repository(RepositoryRef repository) {
    return githubPages.map(each -> each + "/" + repository.fullName());
  }

  Optional<String> run(String id) {
    return publicUrl.map(each -> each + "/runs/" + id);
  }
}

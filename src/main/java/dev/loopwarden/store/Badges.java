package dev.loopwarden.store;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;

/// Secret addresses of badges: whoever has one may see one figure of one repository.
public final class Badges {

  private static final int TOKEN_BYTES = 18;
  private static final SecureRandom RANDOM = new SecureRandom();

  private final Database database;

  public Badges(Database database) {
    this.database = database;
  }

  /// The token of a repository, made when it is first asked for.
  public String token(long repository) {
    return find(repository).orElseGet(() -> {
      byte[] bytes = new byte[TOKEN_BYTES];
      RANDOM.nextBytes(bytes);
      database.jdbi().useHandle(handle ->
          handle.createUpdate("insert into badge (repository_id, token) values (:id, :token) on conflict (repository_id) do nothing")
              .bind("id", repository).bind("token", Base64.getUrlEncoder().withoutPadding().encodeToString(bytes)).execute());
      return find(repository).orElseThrow();
    });
  }

  private Optional<String> find(long repository) {
    return database.jdbi().withHandle(handle ->
        handle.createQuery("select token from badge where repository_id = :id").bind("id", repository).mapTo(String.class).findOne());
  }

  /// The repository behind a token.
  public Optional<Long> repository(String token) {
    return database.reading().withHandle(handle ->
        handle.createQuery("select repository_id from badge where token = :token").bind("token", token).mapTo(Long.class).findOne());
  }
}

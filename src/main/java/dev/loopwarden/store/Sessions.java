package dev.loopwarden.store;

import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.mapper.RowMapper;

/// Who is logged in. The store never sees a cookie's value or a token of GitHub: only a hash, and sealed texts.
public final class Sessions {

  private static final RowMapper<Session> ROW = (row, _) -> new Session(
      row.getString("hash"), row.getLong("user_id"), row.getString("login"), row.getString("form_token"),
      Instant.ofEpochMilli(row.getLong("expires_at")),
      new Tokens(
          row.getString("access"), Instant.ofEpochMilli(row.getLong("access_expires_at")), row.getString("refresh"),
          Instant.ofEpochMilli(row.getLong("refresh_expires_at"))));

  private final Database database;

  public Sessions(Database database) {
    this.database = database;
  }

  /// A session.
  ///
  /// @param hash of the cookie's value
  /// @param user GitHub's id of the person
  /// @param formToken what each form must send back
  public record Session(String hash, long user, String login, String formToken, Instant expiresAt, Tokens tokens) {}

  /// GitHub's tokens of a person, sealed.
  ///
  /// @param refresh empty where GitHub gave none: the access token does not expire then
  public record Tokens(String access, Instant accessExpiresAt, String refresh, Instant refreshExpiresAt) {}

  public void begin(Session session, Instant now) {
    database.jdbi().useHandle(handle ->
        handle.createUpdate("""
                insert into session (hash, user_id, login, form_token, created_at, expires_at, access, access_expires_at, refresh, refresh_expires_at)
                values (:hash, :user, :login, :form, :now, :expires, :access, :accessExpires, :refresh, :refreshExpires)""")
            .bind("hash", session.hash()).bind("user", session.user()).bind("login", session.login()).bind("form", session.formToken())
            .bind("now", now.toEpochMilli()).bind("expires", session.expiresAt().toEpochMilli()).bind("access", session.tokens().access())
            .bind("accessExpires", session.tokens().accessExpiresAt().toEpochMilli()).bind("refresh", session.tokens().refresh())
            .bind("refreshExpires", session.tokens().refreshExpiresAt().toEpochMilli()).execute());
  }

  /// The session of a cookie, unless it has expired.
  public Optional<Session> find(String hash, Instant now) {
    return database.reading().withHandle(handle ->
        handle.createQuery("select * from session where hash = :hash and expires_at > :now")
            .bind("hash", hash).bind("now", now.toEpochMilli()).map(ROW).findOne());
  }

  /// Replaces the tokens, unless somebody else did so first.
  ///
  /// @param before the sealed access token that was replaced
  /// @return whether these are stored now
  public boolean renew(String hash, String before, Tokens tokens) {
    return database.jdbi().withHandle(handle ->
        handle.createUpdate("""
                update session set access = :access, access_expires_at = :accessExpires, refresh = :refresh, refresh_expires_at = :refreshExpires
                where hash = :hash and access = :before""")
            .bind("access", tokens.access()).bind("accessExpires", tokens.accessExpiresAt().toEpochMilli()).bind("refresh", tokens.refresh())
            .bind("refreshExpires", tokens.refreshExpiresAt().toEpochMilli()).bind("hash", hash).bind("before", before).execute()) > 0;
  }

  /// Logs out.
  public void end(String hash) {
    database.jdbi().useHandle(handle -> handle.createUpdate("delete from session where hash = :hash").bind("hash", hash).execute());
  }
}

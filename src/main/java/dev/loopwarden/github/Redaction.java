package dev.loopwarden.github;

import java.util.regex.Pattern;

/// Takes tokens out of a text that goes into a log, a page or the database: the old shape (`ghp_` and forty characters) and the
/// newer one, which has dots and dashes and no fixed length.
public final class Redaction {

  private static final Pattern TOKEN = Pattern.compile("(?:gh[a-z]|github_pat)_[A-Za-z0-9._-]+|(?i:bearer|token) [A-Za-z0-9._-]{20,}");

  private Redaction() {}

  public static String of(String text) {
    return TOKEN.matcher(text).replaceAll("***");
  }
}

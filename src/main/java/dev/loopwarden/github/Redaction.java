package dev.loopwarden.github;

import java.util.regex.Pattern;

/// Takes credentials out of a text that goes into a log, a page or the database: GitHub's tokens of the old shape (`ghp_` and forty
/// characters) and of the newer one, which has dots and dashes and no fixed length; signed JSON web tokens; private keys in PEM.
public final class Redaction {

  private static final Pattern CREDENTIAL = Pattern.compile(
      "(?:gh[a-z]|github_pat)_[A-Za-z0-9._-]+|(?i:bearer|token) [A-Za-z0-9._-]{20,}"
          + "|eyJ[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+"
          + "|-----BEGIN [A-Z ]*PRIVATE KEY-----[\\s\\S]*?(?:-----END [A-Z ]*PRIVATE KEY-----|$)");

  private Redaction() {}

  public static String of(String text) {
    return CREDENTIAL.matcher(text).replaceAll("***");
  }
}

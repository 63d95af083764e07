package dev.loopwarden.metrics;

/// What came of a request to the webhook.
public enum Received {
  /// It is stored, and its job is queued.
  QUEUED,
  /// It asks for nothing that we do.
  IGNORED,
  /// It was there already.
  DUPLICATE,
  /// Its signature is missing or wrong.
  BAD_SIGNATURE,
  /// It is signed, but is not what GitHub sends.
  MALFORMED,
  TOO_LARGE,
  /// Too many bodies are read at the same time: GitHub is told to come again.
  BUSY,
  /// The database did not take it: GitHub is told to come again.
  NOT_STORED
}

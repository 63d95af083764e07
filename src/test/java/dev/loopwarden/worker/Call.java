package dev.loopwarden.worker;

import java.util.List;

/// A request of a review.
///
/// @param before a request whose answer is lost first, so that this one is made; empty for none
record Call(String method, String path, String before) {

  /// All that a first review and one after a push ask of GitHub, the look-ups after a lost answer included.
  static List<Call> all() {
    return List.of(
        new Call("POST", "/access_tokens$", ""), new Call("GET", "/pulls/1$", ""), new Call("POST", "/check-runs$", ""),
        new Call("GET", "/compare/", ""), new Call("GET", "/git/trees/", ""), new Call("POST", "/graphql$", ""),
        new Call("POST", "/pulls/1/reviews$", ""), new Call("GET", "/pulls/1/comments$", ""), new Call("POST", "/issues/1/comments$", ""),
        new Call("PATCH", "/check-runs/", ""), new Call("PATCH", "/pulls/comments/", ""), new Call("PATCH", "/issues/comments/", ""),
        new Call("GET", "/pulls/1/reviews$", "/pulls/1/reviews$"), new Call("GET", "/issues/1/comments$", "/issues/1/comments$"));
  }

  @Override
  public String toString() {
    return method + " " + path;
  }
}

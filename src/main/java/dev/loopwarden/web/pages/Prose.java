package dev.loopwarden.web.pages;

import java.util.ArrayList;
import java.util.List;

/// Sentences with `code` in backticks, cut into parts for the template.
public final class Prose {

  private Prose() {}

  public record Part(String text, boolean code) {}

  public static List<Part> parts(String text) {
    var parts = new ArrayList<Part>();
    int at = 0;
    while (at < text.length()) {
      int open = text.indexOf('`', at);
      int close = open < 0 ? -1 : text.indexOf('`', open + 1);
      if (close < 0) {
        parts.add(new Part(text.substring(at), false));
        break;
      }
      if (open > at) {
        parts.add(new Part(text.substring(at, open), false));
      }
      if (close > open + 1) {
        parts.add(new Part(text.substring(open + 1, close), true));
      }
      at = close + 1;
    }
    return parts;
  }
}

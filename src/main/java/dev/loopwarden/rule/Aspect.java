package dev.loopwarden.rule;

import java.util.Locale;

/// A row of the checklist: what a piece of async code can owe. The order is that of the checklist.
public enum Aspect {
  TIMEOUTS("Timeouts"),
  BOUNDS("Bounds"),
  CANCELLATION("Cancellation"),
  BLOCKING("Blocking"),
  TASKS("Tasks & errors"),
  CLEANUP("Cleanup"),
  BOUNDARY("Sync/async boundary"),
  CPU("CPU"),
  DESIGN("Design");

  private final String title;

  Aspect(String title) {
    this.title = title;
  }

  public String title() {
    return title;
  }

  /// The public name in settings, JSON and the store: `blocking`, `timeouts`, ...
  public String slug() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// The aspect of a slug.
  public static Aspect of(String slug) {
    return valueOf(slug.toUpperCase(Locale.ROOT));
  }
}

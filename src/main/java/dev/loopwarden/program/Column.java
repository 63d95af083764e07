package dev.loopwarden.program;

import java.util.Locale;

/// What must be known of a library before it counts as gone through.
enum Column {
  /// Where the limit of a call comes from: an argument, the client, the library, nowhere.
  TIMEOUTS("where a call's limit comes from"),
  /// Connections that are kept, and how many.
  POOLS("pools and their limits"),
  /// What starts a task, a thread or a process.
  SPAWNERS("what starts tasks"),
  /// What bounds how much runs at once.
  LIMITERS("what bounds concurrency"),
  QUEUES("queues and channels"),
  /// What calls give.
  RETURNS("types that calls give"),
  /// What must be closed, and how.
  CLOSING("what must be closed, and how"),
  /// Versions in which behaviour changed.
  VERSIONS("versions where behaviour changed");

  /// @param none the library has no such thing, and that is known
  /// @param text for people
  /// @param source where it is written: an address
  record Said(boolean none, String text, String source) {}

  private final String title;

  Column(String title) {
    this.title = title;
  }

  String title() {
    return title;
  }

  String slug() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// Whether an entry holds something of this column.
  boolean has(Knowledge.Entry entry) {
    return switch (this) {
      case TIMEOUTS -> entry.limits().isPresent() || entry.is(Role.TIMEOUT_SCOPE) || entry.is(Role.TIMEOUT_CALL)
          || entry.waits().filter(each -> each.seconds().isPresent() || !each.arguments().isEmpty() || !each.madeWith().isEmpty()
              || each.watched().isPresent() || each.elsewhere().isPresent()).isPresent();
      case POOLS -> entry.pool().isPresent() || entry.is(Role.POOL) || entry.is(Role.EXECUTOR);
      case SPAWNERS -> entry.is(Role.SPAWNS) || entry.is(Role.SPAWNS_OWNED) || entry.is(Role.OFFLOADS_THREAD) || entry.is(Role.STARTS_PROCESS)
          || entry.is(Role.GATHERS);
      case LIMITERS -> entry.is(Role.LIMITER);
      case QUEUES -> entry.is(Role.QUEUE) || entry.is(Role.CHANNEL);
      case RETURNS -> entry.returns().isPresent() || entry.enters().isPresent() || entry.attribute().isPresent();
      case CLOSING -> !entry.closedBy().isEmpty();
      case VERSIONS -> entry.newer().isPresent() || entry.waits().filter(each -> !each.changes().isEmpty()).isPresent();
    };
  }
}

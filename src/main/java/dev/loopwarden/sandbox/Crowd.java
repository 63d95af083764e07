package dev.loopwarden.sandbox;

import java.util.concurrent.atomic.AtomicInteger;

/// Counts the requests that are being answered.
final class Crowd {

  /// GitHub takes no more of an App at once.
  private static final int AT_ONCE_MAX = 100;

  private final AtomicInteger inside = new AtomicInteger();
  private final AtomicInteger most = new AtomicInteger();

  /// One request, until it is closed.
  ///
  /// @param number of those that were inside when it came, itself among them
  record Guest(Crowd crowd, int number) implements AutoCloseable {

    boolean isTooMany() {
      return number > AT_ONCE_MAX;
    }

    @Override
    public void close() {
      crowd.inside.decrementAndGet();
    }
  }

  Guest enter() {
    int number = inside.incrementAndGet();
    most.accumulateAndGet(number, Math::max);
    return new Guest(this, number);
  }

  /// How many there were at once at most.
  int most() {
    return most.get();
  }
}

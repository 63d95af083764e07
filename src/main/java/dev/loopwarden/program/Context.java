package dev.loopwarden.program;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Where a block runs, as far as the program shows: it may be several places. Nothing says that there are no others, because
/// not every caller is seen.
///
/// @param all one for each place, those that are told by the block itself or by whom it is handed to first
public record Context(List<Running> all) {

  public Context {
    all = List.copyOf(all);
  }

  /// One place, and how it is known.
  ///
  /// @param direct it runs there of itself (an `async def`, a callback, an endpoint); else somebody calls it who does
  /// @param reason for people: "it is handed to `asyncio.to_thread` at shop/net.py:12"
  /// @param caller who calls it there, or hands it over; empty where it runs there of itself
  public record Running(Where where, boolean direct, String reason, Optional<CodeBlock> caller) {}

  public boolean has(Where where) {
    return all.stream().anyMatch(each -> each.where() == where);
  }

  public Set<Where> places() {
    var places = EnumSet.noneOf(Where.class);
    all.forEach(each -> places.add(each.where()));
    return places;
  }

  /// How it is known that it runs there.
  public Optional<Running> at(Where where) {
    return all.stream().filter(each -> each.where() == where).findFirst();
  }

  /// Whether the loop itself runs it: an `async def`, a callback, a protocol's method. What only a coroutine calls is not meant.
  public boolean isOnLoopItself() {
    return all.stream().anyMatch(each -> each.where() == Where.LOOP && each.direct());
  }
}

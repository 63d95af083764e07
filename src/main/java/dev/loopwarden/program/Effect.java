package dev.loopwarden.program;

import dev.loopwarden.python.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A wait, or a long computation, that a block reaches in its own thread: by a library call of its own, or through others.
///
/// @param name of the library function at the end
/// @param seconds how long it lasts at least, where that is written as a number
/// @param block whose code it is
/// @param site the library call, or what sets the next function to work
/// @param next the rest of the way; empty at its end
/// @param length how many steps the way has: 1 for a call of the block's own
public record Effect(Blocks kind, String name, Optional<Double> seconds, CodeBlock block, Node site, Optional<Effect> next, int length) {

  /// One step of the way.
  public record Step(CodeBlock block, Node site) {}

  /// The way, from the block itself to the library call.
  public List<Step> steps() {
    var steps = new ArrayList<Step>();
    for (Optional<Effect> each = Optional.of(this); each.isPresent(); each = each.get().next()) {
      steps.add(new Step(each.get().block(), each.get().site()));
    }
    return steps;
  }

  Effect from(CodeBlock caller, Node at) {
    return new Effect(kind, name, seconds, caller, at, Optional.of(this), length + 1);
  }
}

package dev.loopwarden.python;

import java.util.ArrayList;
import java.util.List;

/// Keys and values in source order: each key before its value.
final class Interleaved {

  private Interleaved() {}

  static List<Node> of(List<?> keys, List<? extends Node> values) {
    var nodes = new ArrayList<Node>();
    for (int i = 0; i < values.size(); i++) {
      nodes.addAll(Node.below(keys.get(i)));
      nodes.add(values.get(i));
    }
    return nodes;
  }
}

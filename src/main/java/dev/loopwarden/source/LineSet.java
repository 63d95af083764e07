package dev.loopwarden.source;

import java.util.BitSet;
import java.util.Collection;
import java.util.stream.IntStream;

/// A set of line numbers of one file, counted from 1. Unchangeable.
public final class LineSet {

  public static final LineSet EMPTY = new LineSet(new BitSet());

  private final BitSet lines;

  private LineSet(BitSet lines) {
    this.lines = lines;
  }

  public static LineSet of(int... lines) {
    var bits = new BitSet();
    for (int line : lines) {
      bits.set(line);
    }
    return new LineSet(bits);
  }

  public static LineSet of(Collection<Integer> lines) {
    var bits = new BitSet();
    lines.forEach(bits::set);
    return new LineSet(bits);
  }

  /// Lines `first` to `last`, both included.
  public static LineSet range(int first, int last) {
    var bits = new BitSet();
    bits.set(first, last + 1);
    return new LineSet(bits);
  }

  public boolean contains(int line) {
    return line > 0 && lines.get(line);
  }

  /// Whether any line from `first` to `last`, both included, is in the set.
  public boolean meets(int first, int last) {
    int next = lines.nextSetBit(Math.max(first, 0));
    return next >= 0 && next <= last;
  }

  public boolean meets(Span span) {
    return meets(span.line(), span.endLine());
  }

  public LineSet plus(LineSet other) {
    var bits = (BitSet) lines.clone();
    bits.or(other.lines);
    return new LineSet(bits);
  }

  public boolean isEmpty() {
    return lines.isEmpty();
  }

  public int size() {
    return lines.cardinality();
  }

  public IntStream stream() {
    return lines.stream();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof LineSet that && lines.equals(that.lines);
  }

  @Override
  public int hashCode() {
    return lines.hashCode();
  }

  @Override
  public String toString() {
    return lines.toString();
  }
}

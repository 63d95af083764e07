package dev.loopwarden.analysis;

import java.util.List;

/// The reviewer's five questions, answered for one changed async function, in words for people.
///
/// @param function qualified name
/// @param line of its `def`
/// @param workload I/O-bound, CPU-bound, mixed, trivial
/// @param shape sequential, fixed fan-out, data-dependent fan-out, producer-consumer, stream
/// @param bottleneck the true one; empty text where none was seen
/// @param boundary what stays sync, what is offloaded, what should be
/// @param cancellation what a cancel meets on its way
/// @param risks operational ones, worst first
/// @param pattern the one recommended pattern
/// @param because why this one
public record Posture(
    String path,
    String function,
    int line,
    String workload,
    String shape,
    String bottleneck,
    String boundary,
    String cancellation,
    List<String> risks,
    String pattern,
    String because) {

  public Posture {
    risks = List.copyOf(risks);
  }
}

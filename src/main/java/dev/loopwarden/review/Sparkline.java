package dev.loopwarden.review;

import java.util.List;

/// Coverage over time in one word: `▃▅▆█`, with its two end figures.
final class Sparkline {

  private static final String BARS = "▁▂▃▄▅▆▇█";
  private static final int POINTS_MAX = 20;

  private Sparkline() {}

  /// Empty text for fewer than two points.
  static String of(List<ReviewContext.TrendPoint> trend) {
    List<Integer> percents = trend.stream().filter(each -> each.owed() > 0).map(each -> 100 * each.met() / each.owed()).toList();
    if (percents.size() < 2) {
      return "";
    }
    List<Integer> last = percents.subList(Math.max(0, percents.size() - POINTS_MAX), percents.size());
    int low = last.stream().min(Integer::compare).orElse(0);
    int high = last.stream().max(Integer::compare).orElse(0);
    var bars = new StringBuilder();
    for (int percent : last) {
      bars.append(BARS.charAt(high == low ? 4 : (percent - low) * (BARS.length() - 1) / (high - low)));
    }
    return last.getFirst() + " % " + bars + " " + last.getLast() + " %";
  }
}

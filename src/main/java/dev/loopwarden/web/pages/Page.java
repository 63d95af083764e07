package dev.loopwarden.web.pages;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// A page as a value.
///
/// @param lead one line under the title; empty for none
/// @param crumbs the way to it, without itself
public record Page(String title, String lead, List<Crumb> crumbs, List<Block> blocks) {

  public Page {
    crumbs = List.copyOf(crumbs);
    blocks = List.copyOf(blocks);
  }

  public record Crumb(String text, String href) {}

  /// All its tables, those behind charts among them.
  public Stream<Table> tables() {
    return blocks.stream().flatMap(each -> switch (each) {
      case Block.Chart chart -> Stream.of(chart.table());
      case Block.Listing listing -> Stream.of(listing.table());
      case Block.Checks checks -> Stream.of(checks.table());
      case Block.Figures _, Block.Filters _, Block.Text _, Block.Code _ -> Stream.empty();
    });
  }

  public Optional<Table> table(String id) {
    return tables().filter(each -> each.id().equals(id)).findFirst();
  }
}

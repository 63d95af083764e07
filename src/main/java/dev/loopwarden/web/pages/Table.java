package dev.loopwarden.web.pages;

import java.util.List;
import java.util.Optional;

/// A table as a value: pages, charts, CSV and JSON are made from it.
///
/// @param id name in addresses
/// @param empty what is said where there is no row
/// @param paging where there is more than one page shows
public record Table(String id, String title, List<Column> columns, List<List<Cell>> rows, String empty, Optional<Paging> paging) {

  public Table {
    columns = List.copyOf(columns);
    rows = rows.stream().map(List::copyOf).toList();
    for (List<Cell> row : rows) {
      if (row.size() != columns.size()) {
        throw new IllegalArgumentException(id + ": a row has " + row.size() + " cells, the table " + columns.size() + " columns");
      }
    }
  }

  /// A column.
  ///
  /// @param key name in CSV and JSON; empty for one that is for people only
  public record Column(String key, String title, boolean number) {

    public static Column of(String key, String title) {
      return new Column(key, title, false);
    }

    public static Column number(String key, String title) {
      return new Column(key, title, true);
    }

    /// One of buttons.
    public static Column action(String title) {
      return new Column("", title, false);
    }
  }

  /// Where in a long table this is.
  ///
  /// @param page counted from 1
  /// @param previous address of the page before; empty on the first
  /// @param next address of the page behind; empty on the last
  public record Paging(int page, int pages, int total, String previous, String next) {}

  public static Table of(String id, String title, List<Column> columns, List<List<Cell>> rows, String empty) {
    return new Table(id, title, columns, rows, empty, Optional.empty());
  }

  public Table paged(Paging paging) {
    return new Table(id, title, columns, rows, empty, paging.pages() > 1 ? Optional.of(paging) : Optional.empty());
  }
}

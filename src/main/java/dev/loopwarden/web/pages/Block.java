package dev.loopwarden.web.pages;

import dev.loopwarden.store.Runs;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// A part of a page.
public sealed interface Block {

  /// A row of figures, each with its meaning.
  record Figures(List<Figure> figures) implements Block {
    public Figures {
      figures = List.copyOf(figures);
    }
  }

  /// One figure.
  ///
  /// @param note in small print under it
  record Figure(String label, String value, String note, Tone tone) {}

  /// A chart over time that is a table where it cannot be drawn. The first column is the day, the others are series.
  ///
  /// @param bars bars side by side instead of lines
  /// @param unit behind the numbers of its axis
  /// @param spoken what it shows, for whom does not see it
  record Chart(Table table, boolean bars, String unit, String spoken) implements Block {}

  /// A table.
  ///
  /// @param lead a sentence before it; empty for none
  record Listing(Table table, String lead) implements Block {}

  /// The checklist of a run, as the comment has it.
  ///
  /// @param webBase address of the repository's pages on GitHub and the head, for links to lines; empty for none
  record Checks(List<Runs.ChecklistRow> rows, String webBase) implements Block {
    public Checks {
      rows = List.copyOf(rows);
    }

    /// The same for machines.
    public Table table() {
      var cells = rows.stream().map(each -> List.of(
          Cell.text(each.aspect().slug()), Cell.text(each.mark().name().toLowerCase(Locale.ROOT)), Cell.text(each.text()),
          Cell.code(each.path().isEmpty() ? "" : each.path() + ":" + each.line()), Cell.number(each.places()))).toList();
      return Table.of("checklist", "Checklist", List.of(
          Table.Column.of("aspect", "Aspect"), Table.Column.of("state", "State"), Table.Column.of("text", "This pull request"),
          Table.Column.of("where", "Where"), Table.Column.number("places", "Places")), cells, "");
    }
  }

  /// What the tables on the page are chosen by; it stands in the page's address.
  ///
  /// @param hidden fields of the address that are kept
  record Filters(List<Field> fields, Map<String, String> hidden) implements Block {
    public Filters {
      fields = List.copyOf(fields);
      hidden = Map.copyOf(hidden);
    }
  }

  /// One thing to choose by.
  ///
  /// @param options value to text; empty for a field that is typed into
  record Field(String name, String label, String value, List<Option> options) {
    public Field {
      options = List.copyOf(options);
    }
  }

  record Option(String value, String text) {}

  /// Passages, one after the other.
  record Text(List<Passage> passages) implements Block {
    public Text {
      passages = List.copyOf(passages);
    }
  }

  /// A heading with sentences; `code` stands in backticks.
  record Passage(String heading, List<String> paragraphs) {
    public Passage {
      paragraphs = List.copyOf(paragraphs);
    }
  }

  record Code(String heading, String code) implements Block {}
}

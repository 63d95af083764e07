package dev.loopwarden.web.pages;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/// Tables for machines.
public final class Sheets {

  private static final ObjectMapper JSON = new ObjectMapper();

  private Sheets() {}

  /// RFC 4180. A text that a spreadsheet would take for a formula gets an apostrophe before it.
  public static String csv(Table table) {
    var out = new StringBuilder();
    line(out, table.columns().stream().filter(Sheets::isData).map(each -> (Object) each.key()).toList());
    for (List<Cell> row : table.rows()) {
      var values = new ArrayList<Object>();
      for (int i = 0; i < row.size(); i++) {
        if (isData(table.columns().get(i))) {
          values.add(row.get(i).raw());
        }
      }
      line(out, values);
    }
    return out.toString();
  }

  private static boolean isData(Table.Column column) {
    return !column.key().isEmpty();
  }

  private static void line(StringBuilder out, List<Object> values) {
    for (int i = 0; i < values.size(); i++) {
      out.append(i == 0 ? "" : ",").append(field(values.get(i)));
    }
    out.append("\r\n");
  }

  private static String field(Object value) {
    if (value instanceof Number) {
      return value.toString();
    }
    String text = value.toString();
    if (!text.isEmpty() && "=+-@\t\r".indexOf(text.charAt(0)) >= 0) {
      text = "'" + text;
    }
    return text.matches("(?s).*[\",\r\n].*") ? "\"" + text.replace("\"", "\"\"") + "\"" : text;
  }

  /// An array of objects; what has no value is `null`.
  public static String json(Table table) {
    ArrayNode rows = JSON.createArrayNode();
    for (List<Cell> row : table.rows()) {
      ObjectNode object = rows.addObject();
      for (int i = 0; i < row.size(); i++) {
        String key = table.columns().get(i).key();
        if (!key.isEmpty()) {
          switch (row.get(i).raw()) {
            case Double number -> object.put(key, number);
            case Number number -> object.put(key, number.longValue());
            case Object text when text.toString().isEmpty() -> object.putNull(key);
            case Object text -> object.put(key, text.toString());
          }
        }
      }
    }
    try {
      return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(rows) + "\n";
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException("a tree can be written", impossible);
    }
  }
}

package dev.loopwarden.app;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/// Deliveries that went wrong on their way: a good one with one of its values replaced by another kind of value, or left out.
final class Payloads {

  private static final ObjectMapper JSON = new ObjectMapper();

  /// What stands where something else belongs; an empty text means that it is left out.
  private static final List<String> VALUES = List.of(
      "", "null", "true", "-1", "1.5", "99999999999999999999999", "\"\"", "\"/\"", "\"a/b/c\"", "\"\\u0000\\ud800\"", "[]", "[[]]", "[{}]", "{}", "{\"id\":{}}");

  private Payloads() {}

  /// Every one of them, for every value in the body, the innermost ones included.
  static List<String> damaged(String body) {
    var all = new ArrayList<String>();
    for (String pointer : pointers(read(body), "")) {
      for (String value : VALUES) {
        JsonNode copy = read(body);
        replace(copy, pointer, value);
        all.add(copy.toString());
      }
    }
    return all;
  }

  private static List<String> pointers(JsonNode node, String at) {
    var found = new ArrayList<String>();
    node.properties().forEach(each -> {
      String here = at + "/" + each.getKey().replace("~", "~0").replace("/", "~1");
      found.add(here);
      found.addAll(pointers(each.getValue(), here));
    });
    for (int i = 0; node.isArray() && i < node.size(); i++) {
      found.add(at + "/" + i);
      found.addAll(pointers(node.get(i), at + "/" + i));
    }
    return found;
  }

  private static void replace(JsonNode root, String pointer, String value) {
    int slash = pointer.lastIndexOf('/');
    String name = pointer.substring(slash + 1).replace("~1", "/").replace("~0", "~");
    JsonNode parent = root.at(pointer.substring(0, slash));
    if (parent instanceof ObjectNode object) {
      if (value.isEmpty()) {
        object.remove(name);
      } else {
        object.set(name, read(value));
      }
    } else if (parent instanceof ArrayNode array) {
      if (value.isEmpty()) {
        array.remove(Integer.parseInt(name));
      } else {
        array.set(Integer.parseInt(name), read(value));
      }
    }
  }

  private static JsonNode read(String text) {
    try {
      return JSON.readTree(text);
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }
}

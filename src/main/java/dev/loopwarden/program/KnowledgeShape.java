package dev.loopwarden.program;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// What a value in a knowledge file may be, and which keys have which.
enum KnowledgeShape {
  TEXT, TEXTS, FLAG, COUNT, SECONDS, TABLE, TABLES;

  static final Map<String, KnowledgeShape> SECTIONS = new TreeMap<>(Map.of(
      "aliases", TABLE, "extends", TABLE, "groups", TABLES, "returns", TABLE, "enters", TABLE,
      "attributes", TABLE, "family", TEXTS, "columns", TABLE));
  static final Map<String, KnowledgeShape> KEYS = new TreeMap<>(Map.ofEntries(
      Map.entry("names", TEXTS), Map.entry("blocks", TEXT), Map.entry("drivers", TEXTS), Map.entry("async", FLAG),
      Map.entry("returns", TEXT), Map.entry("streams", TEXT), Map.entry("enters", TEXT), Map.entry("attribute", TEXT), Map.entry("waits", TEXT),
      Map.entry("peer", TEXT), Map.entry("timeout", TEXTS), Map.entry("position", COUNT), Map.entry("madeWith", TEXTS),
      Map.entry("default", SECONDS), Map.entry("changed", TABLES), Map.entry("sure", FLAG), Map.entry("watched", TEXT),
      Map.entry("elsewhere", TEXT), Map.entry("system", TEXT), Map.entry("addressed", FLAG), Map.entry("unless", TEXTS), Map.entry("roles", TEXTS),
      Map.entry("callable", COUNT), Map.entry("instead", TEXT), Map.entry("newer", TABLE), Map.entry("closedBy", TEXTS),
      Map.entry("pool", TABLE), Map.entry("tells", TEXT), Map.entry("limits", TABLE), Map.entry("source", TEXT)));
  static final Map<String, KnowledgeShape> CHANGED = new TreeMap<>(Map.of(
      "of", TEXT, "since", TEXT, "default", SECONDS, "settled", FLAG, "source", TEXT));
  static final Map<String, KnowledgeShape> NEWER = new TreeMap<>(Map.of("of", TEXT, "since", TEXT, "before", TEXT, "settled", FLAG, "source", TEXT));
  static final Map<String, KnowledgeShape> POOL = new TreeMap<>(Map.of("argument", TEXTS, "size", COUNT, "wait", SECONDS));
  static final Map<String, KnowledgeShape> LIMITS = new TreeMap<>(Map.of("any", TEXTS, "first", TEXTS));
  static final Map<String, KnowledgeShape> SAID = new TreeMap<>(Map.of("says", TEXT, "none", TEXT, "source", TEXT));
  static final Set<String> OF_WAITS =
      Set.of("peer", "timeout", "position", "madeWith", "default", "changed", "sure", "watched", "elsewhere", "system", "addressed", "unless");

  boolean fits(JsonNode value) {
    return switch (this) {
      case TEXT -> value.isTextual();
      case TEXTS -> value.isTextual() || (value.isArray() && value.valueStream().allMatch(JsonNode::isTextual));
      case FLAG -> value.isBoolean();
      case COUNT -> value.isInt() && value.asInt() >= 0;
      case SECONDS -> value.isValueNode(); // told of with its own words
      case TABLE -> value.isObject();
      case TABLES -> value.isArray();
    };
  }

  /// In words.
  ///
  /// @param right what is to be written; else what it is not
  String wanted(boolean right) {
    String no = right ? "a" : "no";
    return switch (this) {
      case TEXT -> no + " text";
      case TEXTS -> no + " list of texts";
      case FLAG -> right ? "true or false" : "neither true nor false";
      case COUNT -> no + " whole number from 0 on";
      case SECONDS -> no + " number of seconds";
      case TABLE -> no + " table of keys and values";
      case TABLES -> no + " list of tables";
    };
  }
}

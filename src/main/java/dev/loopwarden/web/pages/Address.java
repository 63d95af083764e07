package dev.loopwarden.web.pages;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// The address of a page: its path, and what it is filtered by.
///
/// @param values fields of the query; blank ones are left out
public record Address(String path, Map<String, String> values) {

  private static final int PAGE_MAX = 100_000;

  public Address {
    var kept = new TreeMap<String, String>();
    values.forEach((name, value) -> {
      if (!value.isBlank()) {
        kept.put(name, value);
      }
    });
    values = kept;
  }

  /// A field of it; empty text where it is not there.
  public String get(String name) {
    return values.getOrDefault(name, "");
  }

  /// A field that is one of a few words; the first of them where it is none.
  public <E extends Enum<E>> E choice(String name, Class<E> words) {
    return maybe(name, words).orElse(words.getEnumConstants()[0]);
  }

  /// The same; empty where it is not there or is no such word.
  public <E extends Enum<E>> Optional<E> maybe(String name, Class<E> words) {
    for (E each : words.getEnumConstants()) {
      if (each.name().toLowerCase(Locale.ROOT).equals(get(name))) {
        return Optional.of(each);
      }
    }
    return Optional.empty();
  }

  /// Which page of a long table, counted from 1.
  public int page(String name) {
    String text = get(name);
    return text.matches("[1-9][0-9]{0,5}") ? Math.min(Integer.parseInt(text), PAGE_MAX) : 1;
  }

  /// How many weeks are looked back on.
  public int weeks() {
    return switch (get("weeks")) {
      case "13" -> 13;
      case "52" -> 52;
      default -> 26;
    };
  }

  /// Whether all rows are wanted, for CSV or JSON.
  public boolean isExport() {
    return !get("format").isEmpty();
  }

  /// The same address with another value.
  public String with(String name, String value) {
    var changed = new LinkedHashMap<>(values);
    changed.put(name, value);
    return new Address(path, changed).toString();
  }

  /// The paging of a table on this page.
  public Table.Paging paging(String name, int size, int total) {
    int pages = Math.max(1, (total + size - 1) / size);
    int page = page(name);
    return new Table.Paging(
        page, pages, total, page > 1 ? with(name, String.valueOf(page - 1)) : "", page < pages ? with(name, String.valueOf(page + 1)) : "");
  }

  @Override
  public String toString() {
    var out = new StringBuilder(path);
    values.forEach((name, value) ->
        out.append(out.indexOf("?") < 0 ? '?' : '&').append(encode(name)).append('=').append(encode(value)));
    return out.toString();
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}

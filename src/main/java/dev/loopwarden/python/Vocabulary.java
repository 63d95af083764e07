package dev.loopwarden.python;

import static dev.loopwarden.python.grammar.PythonGrammar.*;

import java.text.Normalizer;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The words of one file, each once: keywords with their token types, and names in the normal form that Python compares
/// (NFKC). A word is found by its characters without making a string of it.
final class Vocabulary {

  /// One word. `type` is its token type; of soft keywords it is NAME.
  static final class Word {
    final String text;
    final int type;
    final boolean soft;
    private final int hash;
    private final char[] written;

    private Word(String text, int type, boolean soft) {
      this.text = text;
      this.type = type;
      this.soft = soft;
      this.written = text.toCharArray();
      int hash = 0;
      for (char c : written) {
        hash = step(hash, c);
      }
      this.hash = hash;
    }
  }

  private static final Map<String, Integer> KEYWORDS =
      Map.ofEntries(
          Map.entry("and", BINOP), Map.entry("or", BINOP), Map.entry("is", BINOP), Map.entry("not", NOT), Map.entry("in", IN),
          Map.entry("assert", ASSERT), Map.entry("async", ASYNC), Map.entry("await", AWAIT), Map.entry("as", AS),
          Map.entry("break", BREAK), Map.entry("class", CLASS), Map.entry("continue", CONTINUE), Map.entry("def", DEF),
          Map.entry("del", DEL), Map.entry("elif", ELIF), Map.entry("else", ELSE), Map.entry("except", EXCEPT),
          Map.entry("False", FALSE), Map.entry("finally", FINALLY), Map.entry("for", FOR), Map.entry("from", FROM),
          Map.entry("global", GLOBAL), Map.entry("if", IF), Map.entry("import", IMPORT), Map.entry("lambda", LAMBDA),
          Map.entry("None", NONE), Map.entry("nonlocal", NONLOCAL), Map.entry("pass", PASS), Map.entry("raise", RAISE),
          Map.entry("return", RETURN), Map.entry("True", TRUE), Map.entry("try", TRY), Map.entry("while", WHILE),
          Map.entry("with", WITH), Map.entry("yield", YIELD));
  private static final String[] SOFT = {"match", "case", "type", "lazy"};

  private static final int FIRST_SIZE = 1024;
  /// A table with the keywords only, from which each file's own starts.
  private static final @Nullable Word[] START = start();

  private @Nullable Word[] table = START.clone();
  private int count = KEYWORDS.size() + SOFT.length;

  private static @Nullable Word[] start() {
    var table = new @Nullable Word[FIRST_SIZE];
    KEYWORDS.forEach((text, type) -> put(table, new Word(text, type, false)));
    for (String soft : SOFT) {
      put(table, new Word(soft, NAME, true));
    }
    return table;
  }

  /// The hash of a word, character by character: begin with 0.
  static int step(int hash, char c) {
    return hash * 31 + c;
  }

  /// The word at these characters, whose hash is known.
  Word word(char[] text, int from, int to, int hash) {
    int mask = table.length - 1;
    for (int slot = spread(hash) & mask; ; slot = (slot + 1) & mask) {
      Word word = table[slot];
      if (word == null) {
        return add(text, from, to);
      }
      if (word.hash == hash && same(word.written, text, from, to)) {
        return word;
      }
    }
  }

  private Word add(char[] text, int from, int to) {
    String written = new String(text, from, to - from);
    boolean ascii = true;
    for (int i = from; i < to; i++) {
      ascii &= text[i] < 128;
    }
    String normal = ascii ? written : Normalizer.normalize(written, Normalizer.Form.NFKC);
    var word = new Word(normal, NAME, false);
    if (normal.equals(written)) {
      if (++count * 2 > table.length) {
        grow();
      }
      put(table, word);
    }
    return word;
  }

  private void grow() {
    var larger = new @Nullable Word[table.length * 2];
    for (Word word : table) {
      if (word != null) {
        put(larger, word);
      }
    }
    table = larger;
  }

  private static void put(@Nullable Word[] table, Word word) {
    int mask = table.length - 1;
    int slot = spread(word.hash) & mask;
    while (table[slot] != null) {
      slot = (slot + 1) & mask;
    }
    table[slot] = word;
  }

  private static int spread(int hash) {
    return hash ^ (hash >>> 15);
  }

  private static boolean same(char[] word, char[] text, int from, int to) {
    if (word.length != to - from) {
      return false;
    }
    for (int i = 0; i < word.length; i++) {
      if (word[i] != text[from + i]) {
        return false;
      }
    }
    return true;
  }
}

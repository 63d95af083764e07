package dev.loopwarden.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/// The bundled knowledge, file by file, and what its loader refuses.
class KnowledgeTest {

  static List<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("src/main/resources/dev/loopwarden/program/knowledge"))) {
      return files.filter(each -> each.toString().endsWith(".yml")).sorted().toList();
    }
  }

  @ParameterizedTest
  @MethodSource("files")
  void everyFileIsReadStrictly(Path file) throws IOException {
    String library = file.getFileName().toString().replace(".yml", "");
    KnowledgeFile read = KnowledgeFile.read(library, Files.readString(file));
    assertThat(read.entries()).isNotEmpty();
    read.aliases().forEach((_, name) -> assertThat(read.aliases()).as("an alias of an alias").doesNotContainKey(name));
    read.entries().keySet().forEach(name ->
        assertThat(Knowledge.bundled().of(name)).as(name + " is hidden by an alias").get().extracting(Knowledge.Entry::name).isEqualTo(name));
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = """
      groups: []                                                                      | lib.yml:1 | says nothing of any name         | add `groups`
      groups: [{names: [lib.f], bocks: db}]                                           | lib.yml:2 | unknown key `bocks`              | write one of addressed, async
      groups: [{names: [lib.f], blocks: db}]                                          | lib.yml:2 | does not say what replaces it    | add `instead`
      groups: [{names: [lib.f], instead: a thread}]                                   | lib.yml:2 | does not block                   | say with `blocks`
      groups: [{names: [lib.f], blocks: disk, instead: a thread}]                     | lib.yml:2 | `disk` is none of sleep          | write one of them
      groups: [{names: [lib.f], timeout: [timeout], default: 5}]                      | lib.yml:2 | does not say on what it waits    | add `waits`
      groups: [{names: [lib.f], waits: an answer, default: soon}]                     | lib.yml:2 | no number of seconds             | `none` where there is no limit
      groups: [{names: [lib.f], waits: an answer, changed: [{since: "8", of: lib}]}]  | lib.yml:2 | does not say its `source`        | add it
      groups: [{names: [lib.f], blocks: db, instead: x, newer: {of: lib, since: 4}}]  | lib.yml:2 | value of `since` is no text      | write a text
      groups: [{names: [lib.f], newer: {of: lib, since: "4"}}]                        | lib.yml:2 | no `instead` that a version      | add `instead`
      groups: [{names: [lib.f], roles: [spanws]}]                                     | lib.yml:2 | `spanws` is none of              | write one of them
      groups: [{names: [lib.f], async: maybe}]                                        | lib.yml:2 | neither true nor false           | write true or false
      groups: [{names: [lib.f], callable: -1}]                                        | lib.yml:2 | no whole number                  | from 0 on
      groups: [{names: [lib.f], limits: {any: [a], first: [b]}}]                      | lib.yml:2 | either `any` or `first`          | leave one
      groups: [{names: [lib.f], pool: 5}]                                             | lib.yml:2 | no table of keys and values      | write a table
      groups: [{names: [other.f], roles: [spawns]}]                                   | lib.yml:2 | of another library               | that library's file
      groups: [{names: [], roles: [spawns]}]                                          | lib.yml:2 | no names                         | say under `names`
      returns: {other.f: str}                                                         | lib.yml:2 | of another library               | that library's file
      returns: {lib.f: "[str"}                                                        | lib.yml:2 | `[str` is no type                | write a class's full name
      returns: {lib.f: thing}                                                         | lib.yml:2 | `thing` is no type               | write a class's full name
      columns: {pools: {says: ten, none: zero, source: "https://a.b"}}                | lib.yml:2 | either `says` or `none`          | leave one
      columns: {pools: {says: ten}}                                                   | lib.yml:2 | does not say its `source`        | add it
      columns: {pools: {says: ten, source: the manual}}                               | lib.yml:2 | its `source` is no address       | write one
      columns: {ponds: {says: ten, source: "https://a.b"}}                            | lib.yml:2 | `ponds` is none of timeouts      | write one of them
      more: []                                                                        | lib.yml:2 | unknown key `more`               | write one of aliases
      groups: [                                                                       | lib.yml:2 | expected                         | mend the YAML
      """)
  void whatIsNotCompleteIsRefusedWithItsPlaceAndTheWayToMendIt(String text, String place, String problem, String remedy) {
    String more = text.startsWith("columns") ? "\nreturns: {lib.f: str}\n" : "\n";
    assertThatThrownBy(() -> KnowledgeFile.read("lib", "# lib: https://example.org/\n" + text + more))
        .hasMessageContaining("the knowledge of lib").hasMessageContaining(place + "):").hasMessageContaining(problem).hasMessageContaining(remedy);
  }

  @Test
  void aRefusalNamesTheLineOfTheValueFarDownTheFile() {
    assertThatThrownBy(() -> KnowledgeFile.read("lib", """
        # lib: https://example.org/
        groups:
          - names: [lib.f]
            async: true
          - names: [lib.g]
            waits: an answer
            changed:
              - {of: lib, since: "2", default: 5, source: https://example.org/}
              - of: lib
                since: "3"
                default: never
                source: https://example.org/
        """)).hasMessageContaining("(knowledge/lib.yml:9): the group of `lib.g`: `never` is no number of seconds; write a number over 0");
  }

  @Test
  void aFileWithoutASourceIsRefused() {
    assertThatThrownBy(() -> KnowledgeFile.read("lib", "# lib is slow\ngroups: [{names: [lib.f], async: true}]\n"))
        .hasMessageContaining("lib.yml:1").hasMessageContaining("no source");
  }

  @Test
  void aNameIsKnownUnderItsAliasesToo() {
    assertThat(Knowledge.bundled().of("asyncio.tasks.create_task").orElseThrow().is(Role.SPAWNS)).isTrue();
  }

  @Test
  void whatIsNotKnownIsEmpty() {
    assertThat(Knowledge.bundled().of("nothing.known")).isEmpty();
    assertThat(Knowledge.bundled().of("../time.sleep")).isEmpty();
  }

  @Test
  void theSettingsAddToItAndTakeFromIt() {
    Knowledge more = Knowledge.bundled().with(new Additions(List.of("mycorp.db.*"), List.of("time.sleep"), List.of("mycorp.pool.run"), List.of("asyncio.open_connection")));
    assertThat(more.of("mycorp.db.fetch").flatMap(Knowledge.Entry::blocks)).hasValue(Blocks.NAMED);
    assertThat(more.of("time.sleep").flatMap(Knowledge.Entry::blocks)).isEmpty();
    assertThat(more.is("mycorp.pool.run", Role.OFFLOADS_THREAD)).isTrue();
    assertThat(more.is("asyncio.open_connection", Role.LIMITED)).isTrue();
    assertThat(more.of("requests.get").flatMap(Knowledge.Entry::blocks)).hasValue(Blocks.HTTP);
    assertThat(Knowledge.bundled().of("time.sleep").flatMap(Knowledge.Entry::blocks)).hasValue(Blocks.SLEEP);
  }
}

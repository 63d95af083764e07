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
      groups: []                                                                      | has no groups
      groups: [{names: [lib.f], bocks: db}]                                           | unknown key `bocks`
      groups: [{names: [lib.f], blocks: db}]                                          | `instead` does not say what replaces it
      groups: [{names: [lib.f], instead: a thread}]                                   | does not block
      groups: [{names: [lib.f], blocks: disk, instead: a thread}]                     | `disk` is none of sleep
      groups: [{names: [lib.f], timeout: [timeout], default: 5}]                      | does not say on what it waits
      groups: [{names: [lib.f], waits: an answer, default: soon}]                     | no number of seconds
      groups: [{names: [lib.f], waits: an answer, changed: [{since: "8", of: lib}]}]  | its `source`
      groups: [{names: [lib.f], roles: [spanws]}]                                     | `spanws` is none of
      groups: [{names: [other.f], roles: [spawns]}]                                   | of another library
      groups: [{names: [], roles: [spawns]}]                                          | no names
      more: []                                                                        | unknown key `more`
      groups: [                                                                       | line
      """)
  void whatIsNotCompleteIsRefusedWithItsPlace(String text, String problem) {
    assertThatThrownBy(() -> KnowledgeFile.read("lib", "# lib: https://example.org/\n" + text))
        .hasMessageContaining("the knowledge of lib").hasMessageContaining(problem);
  }

  @Test
  void aFileWithoutASourceIsRefused() {
    assertThatThrownBy(() -> KnowledgeFile.read("lib", "# lib is slow\ngroups: [{names: [lib.f], async: true}]\n")).hasMessageContaining("no source");
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

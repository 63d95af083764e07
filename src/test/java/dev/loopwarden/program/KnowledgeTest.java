package dev.loopwarden.program;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The bundled knowledge, file by file.
class KnowledgeTest {

  private static final Set<String> SECTIONS = Set.of("aliases", "extends", "groups", "returns", "enters", "attributes");
  private static final Set<String> KEYS =
      Set.of("names", "blocks", "async", "returns", "enters", "attribute", "waits", "timeout", "position", "madeWith", "default",
          "sure", "roles", "callable", "instead");

  static List<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("src/main/resources/dev/loopwarden/program/knowledge"))) {
      return files.sorted().toList();
    }
  }

  @ParameterizedTest
  @MethodSource("files")
  void everyNameIsOfItsLibraryAndEveryBlockingOneSaysWhatReplacesIt(Path file) throws IOException {
    String library = file.getFileName().toString().replace(".yml", "");
    JsonNode root = new YAMLMapper().readTree(file.toFile());
    assertThat(root.fieldNames()).toIterable().isSubsetOf(SECTIONS);
    assertThat(root.path("groups")).isNotEmpty();
    for (JsonNode group : root.path("groups")) {
      assertThat(group.fieldNames()).toIterable().isSubsetOf(KEYS);
      assertThat(group.path("names")).isNotEmpty();
      for (JsonNode name : group.path("names")) {
        assertThat(name.asText()).startsWith(library + ".");
        Knowledge.Entry entry = Knowledge.bundled().of(name.asText()).orElseThrow();
        assertThat(entry.blocks().isPresent()).as(name.asText()).isEqualTo(entry.instead().isPresent());
      }
    }
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
}

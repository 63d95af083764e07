package dev.loopwarden.program;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The published schema of knowledge files, the files, and the loader say the same.
class KnowledgeSchemaTest {

  private static final Path SCHEMA = Path.of("docs/knowledge.schema.json");
  private static final YAMLMapper YAML = new YAMLMapper();

  private static JsonNode schema() throws IOException {
    return new ObjectMapper().readTree(SCHEMA.toFile());
  }

  private static List<String> problems(String text) throws IOException {
    Schema schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12).getSchema(Files.readString(SCHEMA));
    return schema.validate(YAML.readTree(text)).stream().map(String::valueOf).toList();
  }

  static List<Path> files() throws IOException {
    return KnowledgeTest.files();
  }

  @ParameterizedTest
  @MethodSource("files")
  void everyFileFitsTheSchema(Path file) throws IOException {
    assertThat(problems(Files.readString(file))).as(file.toString()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {
      "groups: [{names: [lib.f], bocks: db}]",
      "groups: [{names: [lib.f], blocks: db}]",
      "groups: [{names: [lib.f], blocks: disk, instead: a thread}]",
      "groups: [{names: [lib.f], default: 5}]",
      "groups: [{names: [lib.f], waits: an answer, default: soon}]",
      "groups: [{names: [lib.f], waits: an answer, changed: [{since: '8', of: lib}]}]",
      "groups: [{names: [lib.f], roles: [spanws]}]",
      "groups: [{names: [lib.f], limits: {any: [a], first: [b]}}]",
      "groups: [{names: [], async: true}]",
      "{returns: {lib.f: str}, columns: {ponds: {says: ten, source: 'https://a.b'}}}",
      "{returns: {lib.f: str}, columns: {pools: {says: ten}}}",
      "aliases: {a: b}",
      "more: []"})
  void whatTheLoaderRefusesTheSchemaRefusesToo(String text) throws IOException {
    assertThat(problems(text)).isNotEmpty();
  }

  @Test
  void theSchemaHasTheKeysAndShapesThatTheLoaderReads() throws IOException {
    assertThat(shapes(schema().path("properties"))).isEqualTo(KnowledgeShape.SECTIONS);
    JsonNode group = schema().at("/$defs/group/properties");
    assertThat(shapes(group)).isEqualTo(KnowledgeShape.KEYS);
    assertThat(shapes(group.at("/changed/items/properties"))).isEqualTo(KnowledgeShape.CHANGED);
    assertThat(shapes(group.at("/newer/properties"))).isEqualTo(KnowledgeShape.NEWER);
    assertThat(shapes(group.at("/pool/properties"))).isEqualTo(KnowledgeShape.POOL);
    assertThat(shapes(group.at("/limits/properties"))).isEqualTo(KnowledgeShape.LIMITS);
    assertThat(shapes(schema().at("/$defs/said/properties"))).isEqualTo(KnowledgeShape.SAID);
  }

  @Test
  void theSchemaHasTheWordsThatTheLoaderReads() throws IOException {
    JsonNode group = schema().at("/$defs/group");
    assertThat(texts(group.at("/properties/blocks/enum"))).isEqualTo(words(Blocks.values()));
    assertThat(texts(group.at("/properties/peer/enum"))).isEqualTo(words(Knowledge.Peer.values()));
    assertThat(texts(group.at("/properties/roles/anyOf/0/enum"))).isEqualTo(words(Role.values()));
    assertThat(names(schema().at("/properties/columns/properties"))).isEqualTo(words(Column.values()));
    assertThat(names(group.path("dependentRequired")))
        .containsAll(KnowledgeShape.OF_WAITS).hasSize(KnowledgeShape.OF_WAITS.size() + 3);
  }

  private static Map<String, KnowledgeShape> shapes(JsonNode properties) {
    var shapes = new TreeMap<String, KnowledgeShape>();
    properties.properties().forEach(each -> shapes.put(each.getKey(), shape(each.getValue())));
    return shapes;
  }

  private static KnowledgeShape shape(JsonNode property) {
    if (property.has("enum")) {
      return KnowledgeShape.TEXT;
    }
    return switch (property.path("type").asText()) {
      case "string" -> KnowledgeShape.TEXT;
      case "boolean" -> KnowledgeShape.FLAG;
      case "integer" -> KnowledgeShape.COUNT;
      case "object" -> KnowledgeShape.TABLE;
      case "array" -> KnowledgeShape.TABLES;
      default -> property.at("/anyOf/0/type").asText().equals("number") ? KnowledgeShape.SECONDS : KnowledgeShape.TEXTS;
    };
  }

  private static List<String> words(Enum<?>[] values) {
    return Arrays.stream(values).map(each -> each.name().toLowerCase(Locale.ROOT)).toList();
  }

  private static List<String> texts(JsonNode array) {
    var texts = new ArrayList<String>();
    array.forEach(each -> texts.add(each.asText()));
    return texts;
  }

  private static List<String> names(JsonNode table) {
    var names = new ArrayList<String>();
    table.fieldNames().forEachRemaining(names::add);
    return names;
  }
}

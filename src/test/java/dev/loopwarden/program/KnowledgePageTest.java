package dev.loopwarden.program;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The libraries that were gone through: each has every column, with its source, and says there what its names say. The pages about them are made
/// from the files; `-Dgolden=write` writes them anew.
class KnowledgePageTest {

  private static final Path TABLE = Path.of("docs/knowledge.md");
  private static final Path DETAILS = Path.of("docs/libraries.md");
  private static final String BEGIN = "<!-- made from the files: begin -->\n";
  private static final String END = "<!-- made from the files: end -->\n";

  private static final String STALE = "the page is older than the files: write it anew with -Dgolden=write";

  /// The most used async libraries, in the order of the page.
  private static final List<String> COMPLETE =
      List.of("asyncio", "anyio", "trio", "aiohttp", "httpx", "fastapi", "starlette", "websockets", "sqlalchemy", "asyncpg", "psycopg",
          "aiosqlite", "redis", "motor", "aio_pika", "aiokafka", "boto3", "openai", "anthropic", "grpc", "tenacity", "aiofiles", "django", "celery", "discord");

  static List<String> complete() {
    return COMPLETE;
  }

  private static KnowledgeFile file(String library) {
    try {
      return KnowledgeFile.read(library, Files.readString(Path.of("src/main/resources/dev/loopwarden/program/knowledge", library + ".yml")));
    } catch (IOException missing) {
      throw new AssertionError("there is no file of " + library, missing);
    }
  }

  /// A library's own file, and those of its family.
  private static List<KnowledgeFile> files(String library) {
    var files = new ArrayList<>(List.of(file(library)));
    file(library).family().forEach(each -> files.add(file(each)));
    return files;
  }

  private static List<String> names(String library, Column column) {
    return files(library).stream().flatMap(each -> each.names(column).stream()).distinct().toList();
  }

  @Test
  void twentyFiveLibrariesAreComplete() {
    assertThat(COMPLETE).hasSize(25).doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @MethodSource("complete")
  void eachColumnOfACompleteLibraryIsFilledAndHasASource(String library) {
    for (Column column : Column.values()) {
      Optional<Column.Said> said = file(library).said(column);
      assertThat(said).as(library + " says nothing of " + column.title()).isPresent();
      assertThat(said.get().source()).as(library + ", " + column.slug()).startsWith("https://");
      assertThat(said.get().text()).as(library + ", " + column.slug()).isNotBlank();
    }
  }

  /// What a column says, and what the names of the file say, must not part ways. Versions are more than limits: what they changed may stand in the text alone.
  @ParameterizedTest
  @MethodSource("complete")
  void aColumnSaysThereIsNoneWhereNoNameHasIt(String library) {
    for (Column column : Column.values()) {
      boolean none = file(library).said(column).orElseThrow().none();
      List<String> names = names(library, column);
      if (none) {
        assertThat(names).as(library + " says that it has no " + column.slug()).isEmpty();
      } else if (column != Column.VERSIONS) {
        assertThat(names).as(library + " says that it has " + column.slug()).isNotEmpty();
      }
    }
  }

  @ParameterizedTest
  @MethodSource("complete")
  void eachNameOfACompleteLibraryHasASource(String library) {
    files(library).forEach(file -> file.entries().values().forEach(each -> assertThat(each.source()).as(each.name()).startsWith("https://")));
  }

  @Test
  void theTableIsMadeFromTheFiles() throws IOException {
    String page = Files.readString(TABLE);
    int from = page.indexOf(BEGIN) + BEGIN.length();
    int to = page.indexOf(END);
    assertThat(page).contains(BEGIN).contains(END);
    if ("write".equals(System.getProperty("golden"))) {
      Files.writeString(TABLE, page.substring(0, from) + table() + page.substring(to));
    }
    assertThat(Files.readString(TABLE)).as(STALE).contains(BEGIN + table() + END);
  }

  @Test
  void theDetailsAreMadeFromTheFiles() throws IOException {
    if ("write".equals(System.getProperty("golden"))) {
      Files.writeString(DETAILS, details());
    }
    assertThat(Files.readString(DETAILS)).as(STALE).isEqualTo(details());
  }

  /// A row for each library: how many names are known in each column; `none` where that there is none is a known fact; `?` where nobody looked.
  private static String table() {
    var table = new StringBuilder("| library | " + Arrays.stream(Column.values()).map(Column::slug).collect(Collectors.joining(" | ")) + " |\n");
    table.append("|---|").append("---|".repeat(Column.values().length)).append("\n");
    for (String library : COMPLETE) {
      table.append("| [").append(title(library)).append("](libraries.md#").append(anchor(library)).append(") |");
      for (Column column : Column.values()) {
        table.append(" ").append(cell(library, column)).append(" |");
      }
      table.append("\n");
    }
    return table.toString();
  }

  private static String cell(String library, Column column) {
    Optional<Column.Said> said = file(library).said(column);
    int names = names(library, column).size();
    return said.isEmpty() ? "**?**" : said.get().none() ? "none" : names == 0 ? "said" : String.valueOf(names);
  }

  private static String details() {
    var page = new StringBuilder("""
        # The libraries that were gone through

        Made from the files of [what is known of libraries](knowledge.md): do not edit. For each column: what there is, where it is written, and the
        names of which the files know something. "None" means that there is none, not that nobody looked.
        """);
    for (String library : COMPLETE) {
      page.append("\n## ").append(title(library)).append("\n\n");
      for (Column column : Column.values()) {
        Column.Said said = file(library).said(column).orElseThrow();
        List<String> names = names(library, column);
        page.append("- **").append(column.title()).append(":** ").append(said.none() ? "none: " : "").append(said.text())
            .append(" ([source](").append(said.source()).append("))")
            .append(names.isEmpty() ? "" : "; " + names.size() + (names.size() == 1 ? " name" : " names")).append("\n");
      }
    }
    return page.toString();
  }

  private static String title(String library) {
    return String.join(", ", files(library).stream().map(each -> root(each)).toList());
  }

  private static String root(KnowledgeFile file) {
    String name = file.entries().keySet().iterator().next();
    return name.substring(0, name.indexOf('.'));
  }

  private static String anchor(String library) {
    return title(library).replace(",", "").replace(' ', '-');
  }
}

package dev.loopwarden.store;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Empty databases for tests, of both kinds. One PostgreSQL serves the whole run; it ends with the process.
public final class Databases {

  private static final AtomicInteger COUNT = new AtomicInteger();
  private static @Nullable EmbeddedPostgres postgres;

  private Databases() {}

  public static Stream<String> kinds() {
    return Stream.of("sqlite", "postgresql");
  }

  /// The JDBC address of a new, empty database.
  public static String fresh(String kind) {
    try {
      if (kind.equals("sqlite")) {
        Path folder = Files.createTempDirectory("loopwarden-test");
        folder.toFile().deleteOnExit();
        Path file = folder.resolve("test.db");
        file.toFile().deleteOnExit();
        return "jdbc:sqlite:" + file;
      }
      String name = "t" + COUNT.incrementAndGet();
      try (var connection = server().getPostgresDatabase().getConnection(); var statement = connection.createStatement()) {
        statement.execute("create database " + name);
      }
      return "jdbc:postgresql://localhost:" + server().getPort() + "/" + name + "?user=postgres";
    } catch (IOException | SQLException broken) {
      throw new IllegalStateException("no database: " + broken.getMessage(), broken);
    }
  }

  private static synchronized EmbeddedPostgres server() throws IOException {
    if (postgres == null) {
      postgres = EmbeddedPostgres.builder().start();
    }
    return postgres;
  }
}

package dev.loopwarden.app;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.concurrent.TimeUnit;

/// A PostgreSQL of one's own that can go away and come back, with its data.
final class Postgres implements AutoCloseable {

  private final Path data;
  private final int port;
  private EmbeddedPostgres server;

  Postgres(Path folder) throws IOException, SQLException {
    this.data = folder.resolve("postgresql");
    try (var free = new ServerSocket(0)) {
      this.port = free.getLocalPort();
    }
    this.server = begin();
    try (var connection = server.getPostgresDatabase().getConnection(); var statement = connection.createStatement()) {
      statement.execute("create database loopwarden");
    }
  }

  String address() {
    return "jdbc:postgresql://localhost:" + port + "/loopwarden?user=postgres";
  }

  /// As `pg_ctl stop -m immediate` does: every process of it ends at once, nothing is put in order.
  void stopAtOnce() throws IOException, InterruptedException {
    String pid = Files.readAllLines(data.resolve("postmaster.pid")).getFirst();
    new ProcessBuilder("kill", "-QUIT", pid).start().waitFor();
    ProcessHandle.of(Long.parseLong(pid)).ifPresent(Postgres::awaitEnd);
    server.close();
  }

  private static void awaitEnd(ProcessHandle process) {
    try {
      process.onExit().get(20, TimeUnit.SECONDS);
    } catch (Exception still) {
      throw new IllegalStateException("PostgreSQL does not stop", still);
    }
  }

  /// Comes back, on the same port with the same data.
  void comeBack() throws IOException {
    server = begin();
  }

  /// As it is where nobody changed its settings: a commit is on disk when it is told. For tests it is made less careful otherwise.
  private EmbeddedPostgres begin() throws IOException {
    return EmbeddedPostgres.builder().setDataDirectory(data).setCleanDataDirectory(false).setPort(port)
        .setServerConfig("fsync", "on").setServerConfig("synchronous_commit", "on").setServerConfig("full_page_writes", "on").start();
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}

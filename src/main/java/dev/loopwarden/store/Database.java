package dev.loopwarden.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.jdbi.v3.core.Jdbi;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;

/// The database, migrated: a SQLite file or PostgreSQL, by the scheme of its JDBC address. Both behave the same.
public final class Database implements AutoCloseable {

  private static final int BUSY_MS = 5_000;
  private static final int POSTGRESQL_POOL = 8;
  private static final int AWAY_MS = 2_500;

  private final HikariDataSource pool;
  private final Jdbi jdbi;
  private final boolean postgresql;

  private Database(HikariDataSource pool, boolean postgresql) {
    this.pool = pool;
    this.jdbi = Jdbi.create(pool);
    this.postgresql = postgresql;
  }

  /// Opens and migrates. One connection to a SQLite file: it has one writer.
  ///
  /// @param address `jdbc:sqlite:/path/file.db` or `jdbc:postgresql://...`, user and password in it if it needs them
  public static Database open(String address) {
    boolean postgresql = address.startsWith("jdbc:postgresql:");
    if (!postgresql && !address.startsWith("jdbc:sqlite:")) {
      throw new IllegalArgumentException("database: the address begins with neither jdbc:sqlite: nor jdbc:postgresql:");
    }
    var config = new HikariConfig();
    config.setPoolName("loopwarden");
    config.setConnectionTimeout(AWAY_MS);
    if (postgresql) {
      config.setJdbcUrl(address);
      config.setMaximumPoolSize(POSTGRESQL_POOL);
    } else {
      config.setDataSource(sqlite(address));
      config.setMaximumPoolSize(1);
      config.setConnectionTimeout(BUSY_MS * 2);
    }
    var pool = new HikariDataSource(config);
    Flyway.configure()
        .dataSource(pool)
        .locations("classpath:dev/loopwarden/store/migrations/" + (postgresql ? "postgresql" : "sqlite"))
        .failOnMissingLocations(true)
        .load()
        .migrate();
    return new Database(pool, postgresql);
  }

  private static DataSource sqlite(String address) {
    var config = new SQLiteConfig();
    config.setJournalMode(SQLiteConfig.JournalMode.WAL);
    config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
    config.setBusyTimeout(BUSY_MS);
    config.setTransactionMode(SQLiteConfig.TransactionMode.IMMEDIATE);
    var source = new SQLiteDataSource(config);
    source.setUrl(address);
    return source;
  }

  Jdbi jdbi() {
    return jdbi;
  }

  DataSource pool() {
    return pool;
  }

  boolean isPostgresql() {
    return postgresql;
  }

  /// Whether it answers.
  public boolean answers() {
    try {
      return jdbi.withHandle(handle -> handle.createQuery("select 1").mapTo(Integer.class).one()) == 1;
    } catch (RuntimeException away) {
      return false;
    }
  }

  @Override
  public void close() {
    pool.close();
  }
}

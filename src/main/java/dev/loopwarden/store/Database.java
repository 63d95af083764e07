package dev.loopwarden.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.pool.HikariPool;
import java.util.Arrays;
import java.util.List;
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

  private static final int SQLITE_READERS = 4;

  private final HikariDataSource pool;
  private final HikariDataSource readers;
  private final Jdbi jdbi;
  private final Jdbi reading;
  private final boolean postgresql;

  private Database(HikariDataSource pool, HikariDataSource readers, boolean postgresql) {
    this.pool = pool;
    this.readers = readers;
    this.jdbi = Jdbi.create(pool);
    this.reading = Jdbi.create(readers);
    this.postgresql = postgresql;
  }

  /// Opens and migrates. One connection that writes to a SQLite file, since it has one writer, and some that read beside it, so that
  /// no page holds up a delivery.
  ///
  /// @param address `jdbc:sqlite:/path/file.db` or `jdbc:postgresql://...`, user and password in it if it needs them
  /// @throws IllegalArgumentException where it cannot be opened, with what may be wrong
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
      config.setDataSource(sqlite(address, false));
      config.setMaximumPoolSize(1);
      config.setConnectionTimeout(BUSY_MS * 2);
    }
    HikariDataSource pool;
    try {
      pool = new HikariDataSource(config);
    } catch (HikariPool.PoolInitializationException unopened) {
      throw new IllegalArgumentException("database: it cannot be opened: " + String.valueOf(unopened.getMessage()).replace("Failed to initialize pool: ", "")
          + (postgresql ? " Is the address right, and does the server answer?" : ". Is the folder there, and may this user write to it?"), unopened);
    }
    migrations(pool, postgresql).migrate();
    return new Database(pool, postgresql ? pool : readers(address), postgresql);
  }

  /// Looks at a database and changes nothing.
  ///
  /// @param address as for `open`
  /// @return the migrations that it lacks
  /// @throws RuntimeException where it cannot be reached; a SQLite file must be there
  public static List<String> pending(String address) {
    boolean postgresql = address.startsWith("jdbc:postgresql:");
    var config = new HikariConfig();
    config.setMaximumPoolSize(2);
    config.setConnectionTimeout(AWAY_MS);
    if (postgresql) {
      config.setJdbcUrl(address);
    } else {
      config.setDataSource(sqlite(address, true));
      config.setReadOnly(true);
    }
    try (var pool = new HikariDataSource(config)) {
      return Arrays.stream(migrations(pool, postgresql).info().pending()).map(each -> String.valueOf(each.getVersion())).toList();
    }
  }

  /// Settings of a PostgreSQL that let it lose what it said was stored, when its machine or it stops at once; none of a SQLite file, which
  /// this class opens itself.
  ///
  /// @param address as for `open`
  public static List<String> careless(String address) {
    if (!address.startsWith("jdbc:postgresql:")) {
      return List.of();
    }
    var config = new HikariConfig();
    config.setMaximumPoolSize(1);
    config.setConnectionTimeout(AWAY_MS);
    config.setJdbcUrl(address);
    try (var pool = new HikariDataSource(config)) {
      return Jdbi.create(pool).withHandle(handle -> handle.createQuery(
              "select name from pg_settings where name in ('fsync', 'full_page_writes', 'synchronous_commit') and setting = 'off' order by name")
          .mapTo(String.class).list());
    }
  }

  private static Flyway migrations(DataSource pool, boolean postgresql) {
    return Flyway.configure()
        .dataSource(pool)
        .locations("classpath:dev/loopwarden/store/migrations/" + (postgresql ? "postgresql" : "sqlite"))
        .failOnMissingLocations(true)
        .load();
  }

  private static HikariDataSource readers(String address) {
    var config = new HikariConfig();
    config.setPoolName("loopwarden-readers");
    config.setDataSource(sqlite(address, true));
    config.setReadOnly(true);
    config.setMaximumPoolSize(SQLITE_READERS);
    config.setMinimumIdle(1);
    config.setConnectionTimeout(BUSY_MS * 2);
    return new HikariDataSource(config);
  }

  private static DataSource sqlite(String address, boolean readOnly) {
    var config = new SQLiteConfig();
    config.setReadOnly(readOnly);
    if (readOnly) {
      config.setBusyTimeout(BUSY_MS);
      var source = new SQLiteDataSource(config);
      source.setUrl(address);
      return source;
    }
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

  /// For questions: what they see was committed.
  Jdbi reading() {
    return reading;
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
    readers.close();
    pool.close();
  }
}

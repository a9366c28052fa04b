package io.github.alignmentfeed.store;

import io.github.alignmentfeed.cycle.LedgerException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;
import org.sqlite.SQLiteOpenMode;

/** One connection to a SQLite database, its tables brought up to date. */
final class Database implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Database.class);
  private static final int VERSION = 6;

  /** How long to wait for whoever holds the file locked. */
  static final Duration PATIENCE = Duration.ofSeconds(10);

  static {
    NativeLibrary.use();
  }

  private final Connection connection;
  private final String name;
  private int depth;

  private Database(Connection connection, String name) {
    this.connection = connection;
    this.name = name;
  }

  /**
   * Opens a file for reading and writing, and makes it where there is none.
   *
   * @param patience how long to wait for whoever holds it locked
   */
  static Database open(String file, Duration patience) {
    keepPrivate(Path.of(file));
    Database database = new Database(connect("jdbc:sqlite:" + file, new Properties(), file), file);
    database.prepare(patience);
    return database;
  }

  /** Opens a file for reading, beside whoever writes to it. */
  static Database read(String file) {
    SQLiteConfig reading = new SQLiteConfig();
    reading.resetOpenMode(SQLiteOpenMode.CREATE);
    reading.setBusyTimeout((int) PATIENCE.toMillis());
    Database database =
        new Database(connect("jdbc:sqlite:" + file, reading.toProperties(), file), file);
    try {
      // What a process left half done may still be put right.
      database.run("pragma query_only = on");
      if (database.version() < VERSION) {
        throw new LedgerException(
            "store " + file + " was written by an older version: start run or serve once");
      }
      return database;
    } catch (LedgerException e) {
      database.close();
      throw e;
    }
  }

  /** What people wrote is nobody's business but the operator's. */
  private static void keepPrivate(Path file) {
    try {
      if (Files.notExists(file)
          && file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
        Files.createFile(
            file,
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      }
    } catch (FileAlreadyExistsException e) {
      // Another process made it meanwhile, in the same way.
    } catch (IOException e) {
      throw new LedgerException("store " + file + " cannot be made: let its folder be written", e);
    }
  }

  /**
   * A database in memory, filled with what the file holds where there is one. The file is only
   * read.
   *
   * @param patience how long to wait for whoever holds it locked
   */
  static Database copyOf(Optional<String> file, Duration patience) {
    String name = file.orElse("the store in memory");
    Database copy = new Database(connect("jdbc:sqlite::memory:", new Properties(), name), name);
    try {
      file.ifPresent(f -> copy.fillFrom(f, patience));
      copy.migrate();
      return copy;
    } catch (LedgerException e) {
      copy.close();
      throw e;
    }
  }

  /**
   * SQLite's way of copying fails without a word, so the file is read first, and held, and what
   * came over is counted.
   */
  private void fillFrom(String file, Duration patience) {
    SQLiteConfig reading = new SQLiteConfig();
    reading.setReadOnly(true);
    reading.setBusyTimeout((int) patience.toMillis());
    try (Database source =
        new Database(connect("jdbc:sqlite:" + file, reading.toProperties(), name), name)) {
      source.run("begin");
      String there = source.shape();
      run("restore from '" + file.replace("'", "''") + "'");
      if (!shape().equals(there)) {
        throw new LedgerException("store " + file + " could not be copied: try again");
      }
    }
  }

  private String shape() {
    return query("pragma user_version", row -> row.getInt(1)) + " " + tables();
  }

  private static Connection connect(String url, Properties properties, String name) {
    try {
      return DriverManager.getConnection(url, properties);
    } catch (SQLException e) {
      throw failure(name, e);
    }
  }

  private void prepare(Duration patience) {
    try {
      run("pragma busy_timeout = " + patience.toMillis());
      run("pragma journal_mode = delete");
      run("pragma synchronous = full");
      migrate();
    } catch (LedgerException e) {
      close();
      throw e;
    }
  }

  private void migrate() {
    if (version() == VERSION) {
      return;
    }
    // Read again inside the transaction: another process may be making the same store.
    transaction(
        () -> {
          int present = version();
          if (present == 0 && tables() > 0) {
            throw new LedgerException(
                name + " is the database of another program: use another file as store");
          }
          for (int next = present + 1; next <= VERSION; next++) {
            for (String statement : script(next).replaceAll("--[^\n]*", "").split(";", -1)) {
              if (!statement.isBlank()) {
                run(statement);
              }
            }
            run("pragma user_version = " + next);
          }
        });
  }

  private int version() {
    int version = query("pragma user_version", row -> row.getInt(1)).get(0);
    if (version > VERSION) {
      throw new LedgerException(
          name
              + " was written by a newer version of this program (format "
              + version
              + ", this one knows "
              + VERSION
              + "): install that version again, or use another file as store");
    }
    return version;
  }

  private int tables() {
    return query("select count(*) from sqlite_master", row -> row.getInt(1)).get(0);
  }

  private static String script(int version) {
    try (InputStream in = Database.class.getResourceAsStream(version + ".sql")) {
      if (in == null) {
        throw new IllegalStateException("the program lacks its file " + version + ".sql");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new IllegalStateException("reading " + version + ".sql", e);
    }
  }

  /** Does all of it or nothing; within another transaction it is a part of that one. */
  synchronized void transaction(Runnable work) {
    if (depth > 0) {
      work.run();
      return;
    }
    depth++;
    boolean done = false;
    try {
      run("begin immediate");
      work.run();
      run("commit");
      done = true;
    } finally {
      depth--;
      if (!done) {
        rollBack();
      }
    }
  }

  private void rollBack() {
    try (Statement statement = connection.createStatement()) {
      statement.execute("rollback");
    } catch (SQLException e) {
      // SQLite has rolled back by itself where the disk is full or the file is damaged; the
      // failure that led here is the one to tell.
      LOG.debug("rollback: {}", e.getMessage());
    }
  }

  private void run(String sql) {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw failure(name, e);
    }
  }

  /** Changes rows; how many. */
  synchronized int update(String sql, @Nullable Object... values) {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      fill(statement, values);
      return statement.executeUpdate();
    } catch (SQLException e) {
      throw failure(name, e);
    }
  }

  /** Reads rows. */
  synchronized <T> List<T> query(String sql, Row<T> row, @Nullable Object... values) {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      fill(statement, values);
      List<T> rows = new ArrayList<>();
      try (ResultSet result = statement.executeQuery()) {
        while (result.next()) {
          rows.add(row.read(result));
        }
      }
      return rows;
    } catch (SQLException e) {
      throw failure(name, e);
    }
  }

  /** Makes a value of a row. */
  interface Row<T> {
    T read(ResultSet row) throws SQLException;
  }

  private static void fill(PreparedStatement statement, @Nullable Object... values)
      throws SQLException {
    for (int i = 0; i < values.length; i++) {
      statement.setObject(i + 1, values[i]);
    }
  }

  private static LedgerException failure(String name, SQLException e) {
    SQLiteErrorCode code =
        e instanceof SQLiteException sqlite
            ? sqlite.getResultCode()
            : SQLiteErrorCode.UNKNOWN_ERROR;
    int primary = code.code & 0xFF;
    String what =
        code == SQLiteErrorCode.SQLITE_READONLY_ROLLBACK
            ? "a process died in the middle of a write: the next run or serve mends it"
            : primary == SQLiteErrorCode.SQLITE_FULL.code
                ? "the disk is full: make room; nothing that was noted is lost"
                : primary == SQLiteErrorCode.SQLITE_READONLY.code
                        || primary == SQLiteErrorCode.SQLITE_CANTOPEN.code
                    ? "it cannot be written: check that the folder exists and belongs to the user who"
                        + " runs the bot"
                    : primary == SQLiteErrorCode.SQLITE_BUSY.code
                        ? "another program holds it locked: close that program"
                        : primary == SQLiteErrorCode.SQLITE_CORRUPT.code
                                || primary == SQLiteErrorCode.SQLITE_NOTADB.code
                            ? "it is damaged or no database: move it away; the next run rebuilds what"
                                + " matters from the bot's own account"
                            : primary == SQLiteErrorCode.SQLITE_IOERR.code
                                ? "it cannot be read or written ("
                                    + code.name()
                                    + "): the disk may be full, over its quota or broken; make"
                                    + " room, or check the disk; nothing that was noted is lost"
                                : String.valueOf(e.getMessage());
    return new LedgerException("store " + name + ": " + what, e);
  }

  @Override
  public synchronized void close() {
    try {
      connection.close();
    } catch (SQLException e) {
      throw failure(name, e);
    }
  }
}

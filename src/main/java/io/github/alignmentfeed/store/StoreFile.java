package io.github.alignmentfeed.store;

import io.github.alignmentfeed.cycle.LedgerException;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteOpenMode;

/**
 * The file of a store, and the ways to open it.
 *
 * @param path where it is, or would be
 */
record StoreFile(Path path) {
  static {
    NativeLibrary.use();
  }

  private static final String SCHEME = "jdbc:sqlite:";
  private static final String IN_MEMORY = SCHEME + ":memory:";

  /** How long to wait for whoever holds the file locked. */
  static final Duration PATIENCE = Duration.ofSeconds(10);

  /**
   * @param url {@code jdbc:sqlite:} and a path, or a path
   */
  static StoreFile of(String url) {
    return new StoreFile(Path.of(url.startsWith(SCHEME) ? url.substring(SCHEME.length()) : url));
  }

  /** A file that belongs to it and lies beside it. */
  Path beside(String suffix) {
    return Path.of(path + "." + suffix);
  }

  @Override
  public String toString() {
    return path.toString();
  }

  void makeFolder() {
    Path folder = path.toAbsolutePath().getParent();
    try {
      if (folder != null) {
        Files.createDirectories(folder);
      }
    } catch (IOException e) {
      throw new LedgerException(
          "store " + path + ": its folder " + folder + " cannot be made: make it by hand", e);
    }
  }

  /**
   * Opens it for reading and writing, and makes it where there is none.
   *
   * @param patience how long to wait for whoever holds it locked
   */
  Database open(Duration patience) {
    keepPrivate();
    if (unwritable().isPresent()) {
      throw new LedgerException("store " + path + ": " + StoreFailure.UNWRITABLE);
    }
    Database db = connect(SCHEME + path, new SQLiteConfig(), toString());
    try {
      db.execute("pragma busy_timeout = " + patience.toMillis());
      db.execute("pragma synchronous = extra");
      Schema schema = new Schema(db, toString());
      if (!schema.isCurrent()) {
        db.execute("pragma auto_vacuum = incremental");
        schema.update();
        if (db.query("pragma auto_vacuum", row -> row.getInt(1)).get(0) == 0) {
          db.execute("vacuum");
        }
      }
      db.keepLog();
      return db;
    } catch (LedgerException e) {
      db.close();
      throw e;
    }
  }

  /** What people wrote is nobody's business but the operator's. */
  private void keepPrivate() {
    try {
      if (Files.notExists(path)
          && path.getFileSystem().supportedFileAttributeViews().contains("posix")) {
        Files.createFile(
            path,
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      }
    } catch (FileAlreadyExistsException e) {
      // Another process made it meanwhile, in the same way.
    } catch (IOException e) {
      throw new LedgerException("store " + path + " cannot be made: let its folder be written", e);
    }
  }

  /** Whether there is one, in the present format. */
  boolean isCurrent(Duration patience) {
    if (Files.notExists(path)) {
      return false;
    }
    try (Database db = connect(SCHEME + path, readOnly(patience), toString())) {
      return new Schema(db, toString()).isCurrent();
    }
  }

  /** Why it cannot be written, as far as its files tell without writing. */
  Optional<String> unwritable() {
    Path file = path.toAbsolutePath();
    Path folder = Optional.ofNullable(file.getParent()).orElse(file);
    if (!Files.isDirectory(folder)) {
      return Optional.of("store " + file + ": its folder " + folder + " is not there");
    }
    if (!Files.isWritable(folder)) {
      return Optional.of(
          "store " + file + ": its folder " + folder + " cannot be written: check who owns it");
    }
    return Files.exists(file) && !Files.isWritable(file)
        ? Optional.of("store " + file + " cannot be written: check who owns it")
        : Optional.empty();
  }

  /**
   * Opens it for reading alone. Of a store in a former format, or none, it is a copy in memory.
   *
   * @param patience how long to wait for whoever holds it locked
   */
  Database read(Duration patience) {
    if (Files.notExists(path)) {
      return inMemory();
    }
    Database db = connect(SCHEME + path, readOnly(patience), toString());
    try {
      if (new Schema(db, toString()).isCurrent()) {
        return db;
      }
      return copy(db);
    } catch (LedgerException e) {
      db.close();
      throw e;
    }
  }

  /** Opens it for reading beside whoever writes to it; there is one. */
  Database watch() {
    SQLiteConfig reading = new SQLiteConfig();
    reading.resetOpenMode(SQLiteOpenMode.CREATE);
    reading.setBusyTimeout((int) PATIENCE.toMillis());
    Database db = connect(SCHEME + path, reading, toString());
    try {
      // What a process left half done may still be put right.
      db.execute("pragma query_only = on");
      if (!new Schema(db, toString()).isCurrent()) {
        throw new LedgerException(
            "store " + path + " was written by an older version: start run or serve once");
      }
      return db;
    } catch (LedgerException e) {
      db.close();
      throw e;
    }
  }

  private static SQLiteConfig readOnly(Duration patience) {
    SQLiteConfig reading = new SQLiteConfig();
    reading.setReadOnly(true);
    reading.setBusyTimeout((int) patience.toMillis());
    return reading;
  }

  /** An empty one in memory. */
  static Database inMemory() {
    SQLiteConfig naming = new SQLiteConfig();
    naming.setOpenMode(SQLiteOpenMode.OPEN_URI);
    Database db = connect(IN_MEMORY, naming, "in memory");
    new Schema(db, "in memory").update();
    return db;
  }

  /**
   * SQLite's way of copying fails without a word, so the file is read first, and held, and what
   * came over is counted.
   *
   * @param source of the file, to be closed
   */
  private Database copy(Database source) {
    Database copy = connect(IN_MEMORY, new SQLiteConfig(), toString());
    try (source) {
      source.execute("begin");
      String there = shape(source);
      copy.execute("restore from '" + path.toString().replace("'", "''") + "'");
      if (!shape(copy).equals(there)) {
        throw new LedgerException("store " + path + " could not be copied: try again");
      }
      new Schema(copy, toString()).update();
      return copy;
    } catch (LedgerException e) {
      copy.close();
      throw e;
    }
  }

  private static String shape(Database db) {
    return db.query("pragma user_version", row -> row.getInt(1))
        + " "
        + db.query("select count(*) from sqlite_master", row -> row.getInt(1));
  }

  private static Database connect(String url, SQLiteConfig config, String name) {
    // Otherwise each insert is followed by a question for the row's number.
    config.setGetGeneratedKeys(false);
    try {
      return new Database(DriverManager.getConnection(url, config.toProperties()), name);
    } catch (SQLException e) {
      throw StoreFailure.of(name, e);
    }
  }
}

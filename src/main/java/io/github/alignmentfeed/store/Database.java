package io.github.alignmentfeed.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One connection to a SQLite database. */
final class Database implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Database.class);

  /** So many pages of four kilobytes the log holds before they are taken over into the file. */
  private static final int PAGES_OF_LOG = 4000;

  private final Connection connection;
  private final String name;
  private final Map<String, PreparedStatement> idle = new HashMap<>();
  private int depth;
  private boolean mayLog;
  private boolean logging;

  /**
   * @param name as people are told it
   */
  Database(Connection connection, String name) {
    this.connection = connection;
    this.name = name;
  }

  /**
   * From the first write on it writes ahead into a log beside the file, which is put away when the
   * last one closes, so that no writer waits for a reader and no reader for a writer.
   */
  synchronized void keepLog() {
    mayLog = true;
  }

  private void beginLog() {
    mayLog = false;
    try (Statement statement = connection.createStatement();
        ResultSet mode = statement.executeQuery("pragma journal_mode = wal")) {
      logging = mode.next() && mode.getString(1).equals("wal");
      statement.execute("pragma wal_autocheckpoint = " + PAGES_OF_LOG);
    } catch (SQLException e) {
      // Somebody reads at this moment: then it goes on without a log.
      if (!StoreFailure.isBusy(e)) {
        throw StoreFailure.of(name, e);
      }
    }
  }

  private void putLogAway() {
    try (Statement statement = connection.createStatement()) {
      statement.execute("pragma journal_mode = delete");
    } catch (SQLException e) {
      // Somebody else has it open and will do it, or the disk is full and the next one does it.
      LOG.debug("the log stays: {}", e.getMessage());
    }
  }

  /**
   * Does all of it or nothing; within another transaction it is a part of that one. Once it is
   * done, not even a loss of power undoes it.
   */
  synchronized void transaction(Runnable work) {
    if (depth > 0) {
      work.run();
      return;
    }
    if (mayLog) {
      beginLog();
    }
    depth++;
    boolean done = false;
    try {
      execute("begin immediate");
      work.run();
      execute("commit");
      done = true;
    } finally {
      depth--;
      if (!done) {
        rollBack();
      }
    }
  }

  /**
   * The same, but does not wait for the disk: a loss of power may undo the latest of them, never
   * one that came before a {@link #transaction}.
   */
  synchronized void swiftly(Runnable work) {
    if (mayLog) {
      beginLog();
    }
    if (depth > 0 || !logging) {
      transaction(work);
      return;
    }
    execute("pragma synchronous = normal");
    try {
      transaction(work);
    } finally {
      execute("pragma synchronous = extra");
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

  /** Runs a statement that is not worth remembering. */
  synchronized void execute(String sql) {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw StoreFailure.of(name, e);
    }
  }

  /** Gives so many empty pages at the end of the file back to the disk. */
  synchronized void shrink(int pages) {
    try (Statement statement = connection.createStatement()) {
      // Run as a query it would stop after the first page.
      statement.executeUpdate("pragma incremental_vacuum(" + pages + ")");
    } catch (SQLException e) {
      throw StoreFailure.of(name, e);
    }
  }

  /** Changes rows; how many. */
  synchronized int update(String sql, @Nullable Object... values) {
    try {
      PreparedStatement statement = take(sql);
      try {
        fill(statement, values);
        return statement.executeUpdate();
      } finally {
        giveBack(sql, statement);
      }
    } catch (SQLException e) {
      throw StoreFailure.of(name, e);
    }
  }

  /**
   * Runs a statement for each of several rows of values, with less ado than one by one.
   *
   * @return how many rows of the table each changed
   */
  synchronized int[] updateEach(String sql, List<@Nullable Object[]> rows) {
    if (rows.isEmpty()) {
      return new int[0];
    }
    try {
      PreparedStatement statement = take(sql);
      try {
        for (@Nullable Object[] values : rows) {
          fill(statement, values);
          statement.addBatch();
        }
        return statement.executeBatch();
      } finally {
        statement.clearBatch();
        giveBack(sql, statement);
      }
    } catch (SQLException e) {
      throw StoreFailure.of(name, e);
    }
  }

  /** Reads rows. */
  synchronized <T> List<T> query(String sql, Row<T> row, @Nullable Object... values) {
    try {
      PreparedStatement statement = take(sql);
      try {
        fill(statement, values);
        List<T> rows = new ArrayList<>();
        try (ResultSet result = statement.executeQuery()) {
          while (result.next()) {
            rows.add(row.read(result));
          }
        }
        return rows;
      } finally {
        giveBack(sql, statement);
      }
    } catch (SQLException e) {
      throw StoreFailure.of(name, e);
    }
  }

  /** Makes a value of a row. */
  interface Row<T> {
    T read(ResultSet row) throws SQLException;
  }

  /** A prepared statement that nobody uses at the moment: reading rows may ask for others. */
  private PreparedStatement take(String sql) throws SQLException {
    PreparedStatement statement = idle.remove(sql);
    return statement != null ? statement : connection.prepareStatement(sql);
  }

  private void giveBack(String sql, PreparedStatement statement) throws SQLException {
    PreparedStatement other = idle.put(sql, statement);
    if (other != null) {
      other.close();
    }
  }

  private static void fill(PreparedStatement statement, @Nullable Object... values)
      throws SQLException {
    for (int i = 0; i < values.length; i++) {
      statement.setObject(i + 1, values[i]);
    }
  }

  @Override
  public synchronized void close() {
    try {
      for (PreparedStatement statement : idle.values()) {
        statement.close();
      }
      idle.clear();
      if (logging) {
        putLogAway();
      }
      connection.close();
    } catch (SQLException e) {
      throw StoreFailure.of(name, e);
    }
  }
}

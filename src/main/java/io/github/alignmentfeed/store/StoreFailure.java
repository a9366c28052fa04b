package io.github.alignmentfeed.store;

import io.github.alignmentfeed.cycle.LedgerException;
import java.sql.SQLException;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** What SQLite's failures mean to people, and what they can do. */
final class StoreFailure {
  static final String UNWRITABLE =
      "it cannot be written: check that the folder exists and belongs to the user who runs the bot";

  private StoreFailure() {}

  static LedgerException of(String store, SQLException e) {
    return new LedgerException("store " + store + ": " + what(e), e);
  }

  /** Whether another connection holds what was asked for. */
  static boolean isBusy(SQLException e) {
    return primary(code(e)) == SQLiteErrorCode.SQLITE_BUSY.code;
  }

  private static SQLiteErrorCode code(SQLException e) {
    return e instanceof SQLiteException sqlite
        ? sqlite.getResultCode()
        : SQLiteErrorCode.UNKNOWN_ERROR;
  }

  private static int primary(SQLiteErrorCode code) {
    return code.code & 0xFF;
  }

  private static String what(SQLException e) {
    SQLiteErrorCode code = code(e);
    if (code == SQLiteErrorCode.SQLITE_READONLY_ROLLBACK) {
      return "a process died in the middle of a write: the next run or serve mends it";
    }
    int primary = primary(code);
    if (primary == SQLiteErrorCode.SQLITE_FULL.code
        || code == SQLiteErrorCode.SQLITE_IOERR_SHMSIZE) {
      return "the disk is full: make room; nothing that was noted is lost";
    }
    if (primary == SQLiteErrorCode.SQLITE_READONLY.code
        || primary == SQLiteErrorCode.SQLITE_CANTOPEN.code) {
      return UNWRITABLE;
    }
    if (primary == SQLiteErrorCode.SQLITE_BUSY.code) {
      return "another program holds it locked: close that program";
    }
    if (primary == SQLiteErrorCode.SQLITE_CORRUPT.code
        || primary == SQLiteErrorCode.SQLITE_NOTADB.code) {
      return "it is damaged or no database: move it away; the next run rebuilds what matters from"
          + " the bot's own account";
    }
    if (primary == SQLiteErrorCode.SQLITE_IOERR.code) {
      return "it cannot be read or written ("
          + code.name()
          + "): the disk may be full, over its quota or broken; make room, or check the disk;"
          + " nothing that was noted is lost";
    }
    return String.valueOf(e.getMessage());
  }
}

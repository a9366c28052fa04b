package io.github.alignmentfeed.store;

import io.github.alignmentfeed.cycle.LedgerException;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A store in memory that knows what a file knows, and never writes to it: small tables are copied,
 * posts come when they are asked for. So a rehearsal of a store of millions takes no longer and no
 * more memory than one of hundreds.
 */
final class FileLender implements Lender {
  private static final List<String> ASKED_FOR = List.of("post", "way", "seen");
  private static final List<String> NOTES = List.of("noted", "hit", "mention", "run");

  private final Database db;
  private final String columns;

  private FileLender(Database db) {
    this.db = db;
    this.columns =
        String.join(
            ", ", db.query("select name from pragma_table_info('post')", row -> row.getString(1)));
  }

  /**
   * @param db an empty one in memory
   * @param file the other, in the present format
   */
  static FileLender attach(Database db, StoreFile file, Duration patience) {
    String uri = file.path().toAbsolutePath().toUri() + "?mode=ro";
    db.execute("pragma busy_timeout = " + patience.toMillis());
    try {
      db.execute("attach '" + uri.replace("'", "''") + "' as disk");
      FileLender lender = new FileLender(db);
      db.transaction(lender::copy);
      return lender;
    } catch (LedgerException e) {
      db.close();
      throw e;
    }
  }

  private void copy() {
    db
        .query(
            "select name from main.sqlite_master where type = 'table' and name not like 'sqlite_%'",
            row -> row.getString(1))
        .stream()
        .filter(table -> !ASKED_FOR.contains(table) && !NOTES.contains(table))
        .forEach(table -> db.execute("insert into main." + table + " select * from disk." + table));
    // The last one too, so that new ones come after all.
    lend("open = 1 or uri in (select uri from wanted) or id = (select max(id) from disk.post)");
  }

  @Override
  public void lend(String which, @Nullable Object... values) {
    String posts = " from disk.post where " + which;
    int lent =
        db.update(
            "insert or ignore into main.post (" + columns + ") select " + columns + posts, values);
    if (lent > 0) {
      db.update(
          "insert or ignore into main.way select * from disk.way where post in (select id"
              + posts
              + ")",
          values);
    }
  }

  @Override
  public void lendNotes() {
    db.transaction(
        () ->
            NOTES.forEach(
                table ->
                    db.execute(
                        "insert or ignore into main." + table + " select * from disk." + table)));
  }

  @Override
  public void lendSeen(String hashes) {
    db.update(
        "insert or ignore into main.seen select * from disk.seen where hash" + Keeping.LISTED,
        hashes);
  }
}

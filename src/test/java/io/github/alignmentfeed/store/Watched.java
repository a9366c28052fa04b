package io.github.alignmentfeed.store;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.DriverPropertyInfo;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.logging.Logger;
import org.sqlite.JDBC;

/** Stands before SQLite's driver, and counts which statement is run how often. */
final class Watched implements Driver, AutoCloseable {
  private static final Set<String> RUNS =
      Set.of("execute", "executeUpdate", "executeQuery", "addBatch");

  private final JDBC sqlite = new JDBC();
  private final Map<String, Integer> runs = new LinkedHashMap<>();

  private Watched() {}

  static Watched begin() throws SQLException {
    Watched watched = new Watched();
    Class<?> known = JDBC.class;
    DriverManager.drivers().filter(known::isInstance).toList().forEach(Watched::remove);
    DriverManager.registerDriver(watched);
    return watched;
  }

  private static void remove(Driver driver) {
    try {
      DriverManager.deregisterDriver(driver);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() throws SQLException {
    remove(this);
    DriverManager.registerDriver(new JDBC());
  }

  /** The statements that were run since this was asked for last. */
  synchronized Set<String> statements() {
    Set<String> all = new TreeSet<>(runs.keySet());
    runs.clear();
    return all;
  }

  /** How many were run since this was asked for last. */
  synchronized int count() {
    int all = runs.values().stream().mapToInt(Integer::intValue).sum();
    runs.clear();
    return all;
  }

  private synchronized void ran(String sql) {
    runs.merge(sql, 1, Integer::sum);
  }

  @Override
  public Connection connect(String url, Properties info) throws SQLException {
    Connection connection = sqlite.connect(url, info);
    return connection == null ? null : watched(Connection.class, connection, "");
  }

  private <T> T watched(Class<T> type, Object real, String sql) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, arguments) -> {
              if (RUNS.contains(method.getName())) {
                ran(arguments == null ? sql : (String) arguments[0]);
              }
              try {
                Object answer = method.invoke(real, arguments);
                return method.getName().equals("prepareStatement")
                        || method.getName().equals("createStatement")
                    ? watched(
                        method.getReturnType(),
                        answer,
                        arguments == null ? "" : (String) arguments[0])
                    : answer;
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            }));
  }

  @Override
  public boolean acceptsURL(String url) {
    return sqlite.acceptsURL(url);
  }

  @Override
  public DriverPropertyInfo[] getPropertyInfo(String url, Properties info) throws SQLException {
    return sqlite.getPropertyInfo(url, info);
  }

  @Override
  public int getMajorVersion() {
    return sqlite.getMajorVersion();
  }

  @Override
  public int getMinorVersion() {
    return sqlite.getMinorVersion();
  }

  @Override
  public boolean jdbcCompliant() {
    return sqlite.jdbcCompliant();
  }

  @Override
  public Logger getParentLogger() throws SQLFeatureNotSupportedException {
    return sqlite.getParentLogger();
  }
}

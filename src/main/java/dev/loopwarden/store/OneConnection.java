package dev.loopwarden.store;

import java.io.PrintWriter;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/// Gives out one connection again and again and does not let it be closed or committed: whoever uses it takes part in the
/// transaction that is open on it.
final class OneConnection implements DataSource {

  private final Connection held;

  OneConnection(Connection connection) {
    this.held = (Connection) Proxy.newProxyInstance(
        Connection.class.getClassLoader(), new Class<?>[] {Connection.class},
        (_, method, arguments) -> switch (method.getName()) {
          case "close", "commit", "rollback", "setAutoCommit" -> null;
          default -> {
            try {
              yield method.invoke(connection, arguments);
            } catch (InvocationTargetException failed) {
              throw failed.getTargetException();
            }
          }
        });
  }

  @Override
  public Connection getConnection() {
    return held;
  }

  @Override
  public Connection getConnection(String user, String password) {
    return held;
  }

  @Override
  public @Nullable PrintWriter getLogWriter() {
    return null;
  }

  @Override
  public void setLogWriter(PrintWriter out) {}

  @Override
  public void setLoginTimeout(int seconds) {}

  @Override
  public int getLoginTimeout() {
    return 0;
  }

  @Override
  public Logger getParentLogger() {
    return Logger.getGlobal();
  }

  @Override
  public <T> T unwrap(Class<T> type) {
    throw new UnsupportedOperationException();
  }

  @Override
  public boolean isWrapperFor(Class<?> type) {
    return false;
  }
}

package weir.store.duckdb;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A connection whose running statement another thread can end, whoever made it. The driver ends a
/// statement only through that statement itself while it is executing, so the newest is remembered.
///
/// Of one thread, but for [#interrupt].
final class Interruptible {
  private static final Logger LOG = LoggerFactory.getLogger(Interruptible.class);

  private final Connection connection;
  private volatile @Nullable Statement newest;

  Interruptible(Connection whole) {
    connection =
        (Connection)
            Proxy.newProxyInstance(
                Connection.class.getClassLoader(),
                new Class<?>[] {Connection.class},
                (_, method, arguments) -> remember(call(whole, method, arguments)));
  }

  private static @Nullable Object call(
      Connection whole, Method method, Object @Nullable [] arguments) throws Throwable {
    try {
      return method.invoke(whole, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause() == null ? e : e.getCause();
    }
  }

  private @Nullable Object remember(@Nullable Object made) {
    if (made instanceof Statement statement) {
      newest = statement;
    }
    return made;
  }

  Connection connection() {
    return connection;
  }

  /// Ends the statement that is executing, if one is; it fails then.
  void interrupt() {
    Statement running = newest;
    if (running != null) {
      try {
        running.cancel();
      } catch (SQLException e) {
        LOG.debug("interrupting a statement that is over: {}", e.getMessage());
      }
    }
  }
}

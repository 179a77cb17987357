package org.synchronode.db;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.Semaphore;
import org.h2.jdbcx.JdbcConnectionPool;

/** A bounded number of connections to one database, given out first come, first served. */
final class Sessions {
  private final JdbcConnectionPool pool;
  private final Semaphore free;
  private final int isolation;

  Sessions(String url, int most, int isolation) {
    this.pool = JdbcConnectionPool.create(url, "sa", "");
    pool.setMaxConnections(most);
    this.free = new Semaphore(most, true);
    this.isolation = isolation;
  }

  /** Waits for a connection that is free. */
  Session take() throws SQLException {
    free.acquireUninterruptibly();
    try {
      Connection connection = pool.getConnection();
      if (connection.getTransactionIsolation() != isolation) {
        connection.setTransactionIsolation(isolation);
      }
      return new Session(connection);
    } catch (SQLException | RuntimeException e) {
      free.release();
      throw e;
    }
  }

  void close() {
    pool.dispose();
  }

  /** A connection on loan; giving it back undoes what is not committed. */
  final class Session implements AutoCloseable {
    private final Connection connection;

    private Session(Connection connection) {
      this.connection = connection;
    }

    Connection connection() {
      return connection;
    }

    @Override
    public void close() throws SQLException {
      try {
        connection.close();
      } finally {
        free.release();
      }
    }
  }
}

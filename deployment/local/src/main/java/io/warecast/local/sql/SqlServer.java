package io.warecast.local.sql;

import io.warecast.domain.ActionableException;
import io.warecast.local.flink.SqlCluster;
import java.util.List;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.table.gateway.SqlGateway;
import org.apache.flink.table.gateway.service.context.DefaultContext;
import org.apache.flink.table.gateway.service.session.SessionManager;

/** Flink's SQL gateway in this process, on loopback, whose queries run on the stack's Flink. */
public final class SqlServer implements AutoCloseable {

  private final SqlGateway gateway;
  private final int port;

  private SqlServer(SqlGateway gateway, int port) {
    this.gateway = gateway;
    this.port = port;
  }

  /**
   * Starts it.
   *
   * @param port of its REST interface
   * @param catalogue statements that every session begins with
   * @throws ActionableException when it does not start
   */
  public static SqlServer start(SqlCluster cluster, int port, List<String> catalogue) {
    Configuration configuration = cluster.configuration();
    configuration.setString("sql-gateway.endpoint.rest.address", "127.0.0.1");
    configuration.setString("sql-gateway.endpoint.rest.bind-address", "127.0.0.1");
    configuration.setString("sql-gateway.endpoint.rest.port", Integer.toString(port));
    DefaultContext context = new DefaultContext(configuration, List.of());
    SqlGateway gateway =
        new SqlGateway(
            configuration, new CatalogueSessions(SessionManager.create(context), catalogue));
    try {
      gateway.start();
    } catch (Exception e) {
      throw new ActionableException(
          "Flink's SQL gateway did not start on port %d (%s). Choose another with --gateway PORT."
              .formatted(port, e.getMessage()),
          e);
    }
    return new SqlServer(gateway, port);
  }

  /** Port of the REST interface. */
  public int port() {
    return port;
  }

  @Override
  public void close() {
    gateway.stop();
  }
}

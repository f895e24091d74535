package io.warecast.local.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.warecast.local.cli.SqlHome;
import io.warecast.local.flink.FlinkMode;
import io.warecast.local.flink.LocalFlink;
import io.warecast.local.flink.SqlCluster;
import io.warecast.local.server.Home;
import io.warecast.local.server.LocalStack;
import io.warecast.local.server.Service;
import java.net.URI;
import java.util.EnumSet;
import java.util.List;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.table.gateway.SqlGateway;
import org.apache.flink.table.gateway.service.context.DefaultContext;
import org.apache.flink.table.gateway.service.session.SessionManager;

/** Servers, a Flink and its SQL gateway on a home with some 260 series and a published run. */
final class SqlStack implements AutoCloseable {

  private final LocalStack stack;
  private final LocalFlink flink;
  private final SqlGateway gateway;
  private final int port;

  private SqlStack(LocalStack stack, LocalFlink flink, SqlGateway gateway, int port) {
    this.stack = stack;
    this.flink = flink;
    this.gateway = gateway;
    this.port = port;
  }

  static SqlStack start() throws Exception {
    Home home = SqlHome.forecast();
    LocalStack stack =
        LocalStack.attachOrStart(
            home, "test", EnumSet.of(Service.POSTGRES, Service.REDIS, Service.KAFKA));
    LocalFlink flink = stack.stopFirst(LocalFlink.start(home, FlinkMode.STREAMING, 0));
    int port;
    try (var socket = new java.net.ServerSocket(0)) {
      port = socket.getLocalPort();
    }
    Configuration configuration = new Configuration();
    new SqlCluster(home, URI.create(flink.webUrl()), false)
        .settings()
        .forEach(configuration::setString);
    configuration.setString("sql-gateway.endpoint.rest.address", "127.0.0.1");
    configuration.setString("sql-gateway.endpoint.rest.port", Integer.toString(port));
    DefaultContext context = new DefaultContext(configuration, List.of());
    SqlGateway gateway = new SqlGateway(configuration, SessionManager.create(context));
    gateway.start();
    assertThat(flink.webUrl()).isNotEmpty();
    return new SqlStack(stack, flink, gateway, port);
  }

  LocalStack servers() {
    return stack;
  }

  SqlCluster cluster() {
    return new SqlCluster(stack.home(), URI.create(flink.webUrl()), false);
  }

  /** Port of the gateway's REST interface. */
  int port() {
    return port;
  }

  /** A session by the JDBC driver, with the catalogue. */
  SqlSession session() throws Exception {
    return SqlSession.open(port, SqlCatalogue.of(stack));
  }

  @Override
  public void close() {
    gateway.stop();
    stack.close();
  }
}

package io.warecast.local.sql;

import io.warecast.local.cli.SqlHome;
import io.warecast.local.flink.FlinkMode;
import io.warecast.local.flink.LocalFlink;
import io.warecast.local.flink.SqlCluster;
import io.warecast.local.server.Home;
import io.warecast.local.server.LocalStack;
import io.warecast.local.server.Ports;
import io.warecast.local.server.Service;
import java.net.URI;
import java.util.EnumSet;

/** Servers, a Flink and its SQL gateway on a home with some 260 series and a published run. */
final class SqlStack implements AutoCloseable {

  private final LocalStack stack;
  private final LocalFlink flink;
  private final SqlServer gateway;

  private SqlStack(LocalStack stack, LocalFlink flink, SqlServer gateway) {
    this.stack = stack;
    this.flink = flink;
    this.gateway = gateway;
  }

  static SqlStack start() throws Exception {
    Home home = SqlHome.forecast();
    LocalStack stack =
        LocalStack.attachOrStart(
            home, "test", EnumSet.of(Service.POSTGRES, Service.REDIS, Service.KAFKA));
    LocalFlink flink = stack.stopFirst(LocalFlink.start(home, FlinkMode.STREAMING, 0));
    SqlServer gateway =
        SqlServer.start(
            new SqlCluster(home, URI.create(flink.webUrl()), false),
            Ports.free(),
            SqlCatalogue.statements(stack));
    return new SqlStack(stack, flink, gateway);
  }

  LocalStack servers() {
    return stack;
  }

  SqlCluster cluster() {
    return new SqlCluster(stack.home(), URI.create(flink.webUrl()), false);
  }

  /** Port of the gateway's REST interface. */
  int port() {
    return gateway.port();
  }

  /** A session by the JDBC driver; it begins with the catalogue. */
  SqlSession session() throws Exception {
    return SqlSession.open(gateway.port());
  }

  @Override
  public void close() {
    gateway.close();
    stack.close();
  }
}

package io.warecast.local.sql;

import java.util.List;
import org.apache.flink.table.gateway.api.operation.OperationHandle;
import org.apache.flink.table.gateway.api.session.SessionEnvironment;
import org.apache.flink.table.gateway.api.session.SessionHandle;
import org.apache.flink.table.gateway.service.session.Session;
import org.apache.flink.table.gateway.service.session.SessionManager;

/**
 * Sessions that begin with the catalogue, whoever opens them: in the client, by REST or by JDBC a
 * first {@code SELECT} works at once.
 */
final class CatalogueSessions implements SessionManager {

  private final SessionManager sessions;
  private final List<String> statements;

  /**
   * The sessions of another manager.
   *
   * @param statements that each of them begins with
   */
  CatalogueSessions(SessionManager sessions, List<String> statements) {
    this.sessions = sessions;
    this.statements = List.copyOf(statements);
  }

  @Override
  public Session openSession(SessionEnvironment environment) {
    Session session = sessions.openSession(environment);
    try {
      for (String statement : statements) {
        session.createExecutor().executeStatement(OperationHandle.create(), statement).close();
      }
    } catch (RuntimeException e) {
      sessions.closeSession(session.getSessionHandle());
      throw e;
    }
    return session;
  }

  @Override
  public Session getSession(SessionHandle handle) {
    return sessions.getSession(handle);
  }

  @Override
  public void closeSession(SessionHandle handle) {
    sessions.closeSession(handle);
  }

  @Override
  public void start() {
    sessions.start();
  }

  @Override
  public void stop() {
    sessions.stop();
  }
}

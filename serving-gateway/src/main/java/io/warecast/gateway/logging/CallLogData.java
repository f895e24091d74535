package io.warecast.gateway.logging;

import io.warecast.gateway.call.Call;
import java.util.Map;
import org.apache.logging.log4j.core.util.ContextDataProvider;

/**
 * Gives each log line the ids of the call that its thread serves at the moment, through callbacks
 * too; Log4j finds this class by {@code META-INF/services}.
 */
public final class CallLogData implements ContextDataProvider {

  /** For Log4j. */
  public CallLogData() {}

  @Override
  public Map<String, String> supplyContextData() {
    Call call = Call.current();
    return call == null
        ? Map.of()
        : Map.of("request_id", call.requestId(), "trace_id", call.trace().traceId());
  }
}

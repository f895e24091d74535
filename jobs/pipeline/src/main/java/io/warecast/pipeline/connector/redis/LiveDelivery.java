package io.warecast.pipeline.connector.redis;

import io.warecast.pipeline.connector.delivery.Delivery;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.Pipeline;
import redis.clients.jedis.exceptions.JedisDataException;
import redis.clients.jedis.exceptions.JedisException;
import redis.clients.jedis.exceptions.JedisNoScriptException;

/** Pipelined calls of the script that puts values which are not older than those in place. */
final class LiveDelivery<T> implements Delivery<T> {

  private static final Logger LOG = LoggerFactory.getLogger(LiveDelivery.class);
  private static final String PUT = Scripts.withGeneration("put.lua");

  /** Values of one call: Redis serves nobody else meanwhile. */
  private static final int CALL = 64;

  private final RedisConfig config;
  private final LiveForm<T> form;
  private @Nullable Jedis redis;
  private String sha = "";

  LiveDelivery(RedisConfig config, LiveForm<T> form) {
    this.config = config;
    this.form = form;
  }

  @Override
  public Object key(T value) {
    return form.key(value);
  }

  @Override
  public boolean replaces(T value, T earlier) {
    int byTime = Long.compare(form.asOf(value), form.asOf(earlier));
    return byTime > 0 || (byTime == 0 && form.sequence(value) >= form.sequence(earlier));
  }

  @Override
  public void send(List<T> values) {
    try {
      Jedis connected = connected();
      try {
        put(connected, values);
      } catch (JedisNoScriptException e) {
        // Another has emptied the server's scripts, or it was started anew behind a proxy.
        sha = connected.scriptLoad(PUT);
        put(connected, values);
      }
    } catch (JedisException e) {
      throw config.failure("writing " + form.what(), e);
    }
  }

  private Jedis connected() {
    Jedis connected = redis;
    if (connected == null) {
      connected = config.connect();
      redis = connected;
      sha = connected.scriptLoad(PUT);
    }
    return connected;
  }

  private void put(Jedis connected, List<T> values) {
    Pipeline pipeline = connected.pipelined();
    for (int from = 0; from < values.size(); from += CALL) {
      List<String> keys = new ArrayList<>(CALL);
      List<String> arguments = new ArrayList<>(3 * CALL);
      for (T value : values.subList(from, Math.min(from + CALL, values.size()))) {
        keys.add(form.key(value));
        arguments.add(Long.toString(form.asOf(value)));
        arguments.add(Long.toString(form.sequence(value)));
        arguments.add(form.encode(value));
      }
      pipeline.evalsha(sha, keys, arguments);
    }
    for (Object answer : pipeline.syncAndReturnAll()) {
      if (answer instanceof JedisDataException refused) {
        throw refused;
      }
    }
  }

  @Override
  public void disconnect() {
    Jedis connected = redis;
    redis = null;
    if (connected != null) {
      try {
        connected.close();
      } catch (JedisException e) {
        LOG.debug("closing a connection that is gone", e);
      }
    }
  }
}

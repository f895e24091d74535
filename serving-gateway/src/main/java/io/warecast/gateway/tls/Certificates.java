package io.warecast.gateway.tls;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.file.FileProps;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.ServerSSLOptions;
import io.warecast.domain.ActionableException;
import java.time.Duration;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has a server use the certificate that the files hold now: they are looked at every two seconds,
 * and when they have changed new connections use what they hold. What cannot be used, as a
 * certificate whose key is not there yet, leaves the one of before in use. Belongs to one event
 * loop.
 */
public final class Certificates {

  private static final Logger LOG = LoggerFactory.getLogger(Certificates.class);
  private static final Duration INTERVAL = Duration.ofSeconds(2);
  private static final Set<String> PROTOCOLS = Set.of("TLSv1.3");

  private final Vertx vertx;
  private final TlsConfig config;
  private final HttpServer server;
  private String used;
  private boolean isRefused;

  private Certificates(Vertx vertx, TlsConfig config, HttpServer server, String used) {
    this.vertx = vertx;
    this.config = config;
    this.server = server;
    this.used = used;
  }

  /** Has a server speak TLS 1.3, and HTTP/2 with those who want it. */
  public static void apply(TlsConfig config, HttpServerOptions options) {
    options
        .setSsl(true)
        .setUseAlpn(true)
        .setKeyCertOptions(keys(config))
        .setEnabledSecureTransportProtocols(PROTOCOLS);
  }

  /** Why a server cannot start with the files. */
  public static ActionableException unusable(TlsConfig config, Throwable cause) {
    return new ActionableException(
        "tls.certificate-file %s with tls.key-file %s cannot be used (%s); both take PEM, the key PKCS#8"
            .formatted(config.certificateFile(), config.keyFile(), cause.getMessage()),
        cause);
  }

  /** Goes on looking at the files for a server that listens. */
  public static Future<Void> watch(Vertx vertx, TlsConfig config, HttpServer server) {
    return stateOf(vertx, config)
        .map(
            state -> {
              Certificates watched = new Certificates(vertx, config, server, state);
              vertx.setPeriodic(INTERVAL.toMillis(), timer -> watched.look());
              return null;
            });
  }

  private static PemKeyCertOptions keys(TlsConfig config) {
    return new PemKeyCertOptions()
        .setCertPath(config.certificateFile())
        .setKeyPath(config.keyFile());
  }

  private void look() {
    stateOf(vertx, config)
        .onSuccess(
            state -> {
              if (!state.equals(used)) {
                change(state);
              }
            })
        .onFailure(this::refuse);
  }

  private void change(String state) {
    ServerSSLOptions options = new ServerSSLOptions();
    options.setKeyCertOptions(keys(config));
    options.setEnabledSecureTransportProtocols(PROTOCOLS);
    // by force: the paths are the same, what is behind them is not
    server
        .updateSSLOptions(options, true)
        .onSuccess(
            changed -> {
              used = state;
              isRefused = false;
              LOG.info("new connections use the certificate in {}", config.certificateFile());
            })
        .onFailure(this::refuse);
  }

  private void refuse(Throwable cause) {
    if (!isRefused) {
      isRefused = true;
      LOG.warn(
          "the certificate of before stays in use: {} with {} cannot be used: {}",
          config.certificateFile(),
          config.keyFile(),
          cause.toString());
    }
  }

  /** Changes when the files do. */
  private static Future<String> stateOf(Vertx vertx, TlsConfig config) {
    Future<FileProps> certificate = vertx.fileSystem().props(config.certificateFile());
    Future<FileProps> key = vertx.fileSystem().props(config.keyFile());
    return Future.all(certificate, key)
        .map(both -> describe(certificate.result()) + describe(key.result()));
  }

  private static String describe(FileProps file) {
    return file.lastModifiedTime() + ":" + file.size() + ";";
  }
}

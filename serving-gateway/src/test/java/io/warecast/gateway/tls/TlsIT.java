package io.warecast.gateway.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.vertx.core.Future;
import io.warecast.domain.ActionableException;
import io.warecast.gateway.Gateway;
import io.warecast.gateway.GatewayConfig;
import io.warecast.gateway.GatewayFixture;
import io.warecast.gateway.GuardConfig;
import io.warecast.gateway.RedisFixture;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.cert.X509Certificate;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TlsIT {

  @TempDir private static Path folder;
  private static RedisFixture redis;
  private static Gateway gateway;

  @BeforeAll
  static void start() throws Exception {
    redis = RedisFixture.start();
    certificate("one", "first.example");
    use("one");
    gateway =
        RedisFixture.await(
            Gateway.start(config(folder.resolve("tls.crt"), folder.resolve("tls.key"))));
  }

  @AfterAll
  static void stop() {
    RedisFixture.await(gateway.close());
    redis.close();
  }

  private static GatewayConfig config(Path certificate, Path key) {
    GatewayConfig usual = GatewayFixture.config(redis.port());
    return new GatewayConfig(
        usual.http(),
        usual.redis(),
        usual.tokens(),
        GuardConfig.STANDARD.withTls(new TlsConfig(certificate.toString(), key.toString())));
  }

  /** By the JDK's own tool, which knows PKCS#12; PEM is written from that. */
  private static void certificate(String name, String host) throws Exception {
    Path store = folder.resolve(name + ".p12");
    Process tool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                "server",
                "-keyalg",
                "EC",
                "-groupname",
                "secp256r1",
                "-dname",
                "CN=" + host,
                "-validity",
                "2",
                "-storetype",
                "PKCS12",
                "-keystore",
                store.toString(),
                "-storepass",
                "changeit")
            .inheritIO()
            .start();
    assertThat(tool.waitFor()).isZero();
    java.security.KeyStore keys =
        java.security.KeyStore.getInstance(store.toFile(), "changeit".toCharArray());
    Files.writeString(
        folder.resolve(name + ".crt"),
        pem("CERTIFICATE", keys.getCertificate("server").getEncoded()));
    Files.writeString(
        folder.resolve(name + ".key"),
        pem("PRIVATE KEY", keys.getKey("server", "changeit".toCharArray()).getEncoded()));
  }

  private static String pem(String kind, byte[] content) {
    return "-----BEGIN %1$s-----\n%2$s\n-----END %1$s-----\n"
        .formatted(kind, java.util.Base64.getMimeEncoder().encodeToString(content));
  }

  private static void use(String name) throws Exception {
    for (String kind : new String[] {".key", ".crt"}) {
      Files.copy(
          folder.resolve(name + kind),
          folder.resolve("tls" + kind),
          StandardCopyOption.REPLACE_EXISTING);
    }
  }

  private static SSLContext trusting() throws Exception {
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, new TrustManager[] {new Trusting()}, null);
    return context;
  }

  /** The name in the certificate that a new connection meets, spoken by one protocol. */
  private static String nameBy(String protocol) throws Exception {
    try (SSLSocket socket =
        (SSLSocket) trusting().getSocketFactory().createSocket("127.0.0.1", gateway.port())) {
      SSLParameters parameters = socket.getSSLParameters();
      parameters.setProtocols(new String[] {protocol});
      socket.setSSLParameters(parameters);
      socket.startHandshake();
      return ((X509Certificate) socket.getSession().getPeerCertificates()[0])
          .getSubjectX500Principal()
          .getName();
    }
  }

  @Test
  void speaksNothingOlderThanTls13() throws Exception {
    assertThat(nameBy("TLSv1.3")).startsWith("CN=");
    assertThatThrownBy(() -> nameBy("TLSv1.2")).isInstanceOf(SSLHandshakeException.class);
  }

  @Test
  void tellsBrowsersToStayWithTls() throws Exception {
    HttpClient client = HttpClient.newBuilder().sslContext(trusting()).build();
    HttpResponse<String> answer =
        client.send(
            HttpRequest.newBuilder(URI.create("https://127.0.0.1:" + gateway.port() + "/health"))
                .build(),
            BodyHandlers.ofString());

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.version()).isEqualTo(HttpClient.Version.HTTP_2);
    assertThat(answer.headers().firstValue("strict-transport-security"))
        .hasValue("max-age=31536000");
  }

  @Test
  void usesANewCertificateWithoutARestartAndNoBrokenOne() throws Exception {
    String before = nameBy("TLSv1.3");
    certificate("two", "second.example");
    Files.writeString(folder.resolve("tls.crt"), "half a certificate");
    Thread.sleep(3_000); // longer than a look takes to come: nothing shows that there was one
    assertThat(nameBy("TLSv1.3")).isEqualTo(before);

    use("two");

    await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(() -> assertThat(nameBy("TLSv1.3")).isEqualTo("CN=second.example"));
  }

  @Test
  void namesTheFilesThatItCannotStartWith() throws Exception {
    Path broken = Files.writeString(folder.resolve("broken"), "no certificate");

    for (Path certificate : new Path[] {broken, folder.resolve("missing")}) {
      Future<Gateway> started = Gateway.start(config(certificate, folder.resolve("one.key")));
      await().until(started::isComplete);
      assertThat(started.cause())
          .isInstanceOf(ActionableException.class)
          .hasMessageContaining("tls.certificate-file " + certificate);
    }
  }

  /** The certificates of these tests are nobody's. */
  private static final class Trusting extends X509ExtendedTrustManager {

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) {}

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, java.net.Socket socket) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, java.net.Socket socket) {}

    @Override
    public void checkClientTrusted(
        X509Certificate[] chain, String type, javax.net.ssl.SSLEngine engine) {}

    @Override
    public void checkServerTrusted(
        X509Certificate[] chain, String type, javax.net.ssl.SSLEngine engine) {}

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }
}

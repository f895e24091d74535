package io.warecast.gateway.security;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Tokens with any header, payload and key: what an attacker, or another issuer, would send. */
public final class ForgedToken {

  public static final String HS256 = "{\"alg\":\"HS256\",\"typ\":\"JWT\"}";

  private ForgedToken() {}

  public static String signed(String header, String payload, String mac, String secret) {
    String content = base64(header) + "." + base64(payload);
    return content + "." + base64(hmac(mac, secret, content));
  }

  public static String unsigned(String header, String payload) {
    return base64(header) + "." + base64(payload) + ".";
  }

  public static String base64(String text) {
    return base64(text.getBytes(StandardCharsets.UTF_8));
  }

  private static String base64(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  private static byte[] hmac(String algorithm, String secret, String content) {
    try {
      Mac mac = Mac.getInstance(algorithm);
      mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), algorithm));
      return mac.doFinal(content.getBytes(StandardCharsets.US_ASCII));
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }
}

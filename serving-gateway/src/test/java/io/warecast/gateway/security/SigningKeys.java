package io.warecast.gateway.security;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import java.util.List;

/** Key pairs of an issuer, made once for all tests of the JVM. */
final class SigningKeys {

  static final RSAKey RSA = rsa("rsa-1", 2048);
  static final RSAKey NEXT_RSA = rsa("rsa-2", 2048);
  static final RSAKey FOREIGN_RSA = rsa("rsa-1", 2048);
  static final ECKey CURVE = curve("ec-1");
  static final ECKey FOREIGN_CURVE = curve("ec-1");

  private SigningKeys() {}

  private static RSAKey rsa(String id, int bits) {
    try {
      return new RSAKeyGenerator(bits).keyID(id).generate();
    } catch (JOSEException e) {
      throw new AssertionError(e);
    }
  }

  private static ECKey curve(String id) {
    try {
      return new ECKeyGenerator(Curve.P_256).keyID(id).generate();
    } catch (JOSEException e) {
      throw new AssertionError(e);
    }
  }

  /** The public halves, as an issuer publishes them. */
  static String published(JWK... keys) {
    return new JWKSet(List.of(keys)).toString(true);
  }

  static String signed(JWK key, String claims) {
    return signed(key, key.getKeyID(), claims);
  }

  static String signed(JWK key, String keyId, String claims) {
    JWSAlgorithm algorithm = key instanceof RSAKey ? JWSAlgorithm.RS256 : JWSAlgorithm.ES256;
    return signed(key, new JWSHeader.Builder(algorithm).keyID(keyId).build(), claims);
  }

  static String signed(JWK key, JWSHeader header, String claims) {
    try {
      JWSSigner signer =
          key instanceof RSAKey rsa ? new RSASSASigner(rsa) : new ECDSASigner(key.toECKey());
      JWSObject token = new JWSObject(header, new Payload(claims));
      token.sign(signer);
      return token.serialize();
    } catch (JOSEException e) {
      throw new AssertionError(e);
    }
  }
}

package io.warecast.gateway.security;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import java.text.ParseException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The public keys that tokens may be signed with: RSA for RS256, P-256 for ES256. Immutable. */
final class KeySet {

  static final KeySet EMPTY = new KeySet(List.of());

  private static final int LEAST_RSA_BITS = 2048;

  private final List<JWK> keys;

  private KeySet(List<JWK> keys) {
    this.keys = keys;
  }

  /**
   * Reads a JSON Web Key Set (RFC 7517). Keys for other uses are left out.
   *
   * @throws ParseException when it is none, or holds no usable key
   */
  static KeySet parse(String json) throws ParseException {
    List<JWK> usable = JWKSet.parse(json).getKeys().stream().filter(KeySet::isUsable).toList();
    if (usable.isEmpty()) {
      throw new ParseException("it holds no RSA key of 2048 bits or P-256 key for signatures", 0);
    }
    return new KeySet(usable.stream().map(JWK::toPublicJWK).toList());
  }

  private static boolean isUsable(JWK key) {
    if (key.getKeyUse() != null && !KeyUse.SIGNATURE.equals(key.getKeyUse())) {
      return false;
    }
    if (key instanceof RSAKey rsa) {
      return rsa.size() >= LEAST_RSA_BITS;
    }
    return key instanceof ECKey curve && Curve.P_256.equals(curve.getCurve());
  }

  /** The key of an id for an algorithm; without an id, the only one of the algorithm. */
  Optional<JWK> find(JWSAlgorithm algorithm, @Nullable String id) {
    List<JWK> found =
        keys.stream()
            .filter(key -> fits(key, algorithm) && (id == null || id.equals(key.getKeyID())))
            .toList();
    return found.size() == 1 ? Optional.of(found.get(0)) : Optional.empty();
  }

  private static boolean fits(JWK key, JWSAlgorithm algorithm) {
    if (key.getAlgorithm() != null && !algorithm.equals(key.getAlgorithm())) {
      return false;
    }
    return algorithm.equals(JWSAlgorithm.RS256) ? key instanceof RSAKey : key instanceof ECKey;
  }

  boolean isEmpty() {
    return keys.isEmpty();
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof KeySet set && keys.equals(set.keys);
  }

  @Override
  public int hashCode() {
    return keys.hashCode();
  }
}

package io.warecast.domain.feature;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/**
 * Names and types of a feature row's columns, in order.
 *
 * <p>A model carries the {@link #hash()} of the schema that it was trained with; one whose hash
 * differs from the running code's is refused.
 */
public record FeatureSchema(List<String> names, List<FeatureType> types) {

  public FeatureSchema {
    names = List.copyOf(names);
    types = List.copyOf(types);
    if (names.size() != types.size()) {
      throw new IllegalArgumentException(
          "%d feature names but %d types".formatted(names.size(), types.size()));
    }
  }

  /** Number of columns. */
  public int width() {
    return names.size();
  }

  /** SHA-256 over names and types in order, as 64 hex digits. */
  public String hash() {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < names.size(); i++) {
      text.append(names.get(i)).append(' ').append(types.get(i).code()).append('\n');
    }
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256")
              .digest(text.toString().getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java runtime has SHA-256", e);
    }
  }
}

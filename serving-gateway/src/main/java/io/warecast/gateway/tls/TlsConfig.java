package io.warecast.gateway.tls;

import io.warecast.domain.ActionableException;

/**
 * The files of the server's certificate.
 *
 * @param certificateFile PEM, the server's certificate and those that lead to the root
 * @param keyFile PEM, PKCS#8, not encrypted
 */
public record TlsConfig(String certificateFile, String keyFile) {

  public TlsConfig {
    if (certificateFile.isBlank() || keyFile.isBlank()) {
      throw new ActionableException(
          "tls.certificate-file or tls.key-file is empty; TLS takes both, in PEM");
    }
  }
}

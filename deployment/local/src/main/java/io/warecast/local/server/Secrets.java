package io.warecast.local.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;

/** Random secrets of a home, each in a file that only its owner can read. */
final class Secrets {

  private static final int BYTES = 48;

  private Secrets() {}

  /** The secret of a name, made when it is first asked for: 64 characters of base64url. */
  static synchronized String get(Home home, String name) {
    Path file = home.secrets().resolve(name);
    try {
      if (!Files.exists(file)) {
        make(home.secrets(), file);
      }
      return Files.readString(file).strip();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot keep the secret " + file, e);
    }
  }

  /** Where the secret of a name is kept; it exists after {@link #get}. */
  static Path file(Home home, String name) {
    return home.secrets().resolve(name);
  }

  private static void make(Path folder, Path file) throws IOException {
    Files.createDirectories(
        folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    byte[] random = new byte[BYTES];
    new SecureRandom().nextBytes(random);
    Path next =
        Files.createTempFile(
            folder,
            "next",
            "",
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(next, Base64.getUrlEncoder().withoutPadding().encodeToString(random));
    Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
  }
}

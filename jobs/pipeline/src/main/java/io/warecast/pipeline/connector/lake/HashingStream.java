package io.warecast.pipeline.connector.lake;

import java.io.IOException;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.apache.flink.core.fs.FSDataOutputStream;

/** Takes the SHA-256 of what goes through it. */
final class HashingStream extends FSDataOutputStream {

  private final FSDataOutputStream out;
  private final MessageDigest digest = LakeFolder.sha256();

  HashingStream(FSDataOutputStream out) {
    this.out = out;
  }

  /** The hash of all that was written, in hexadecimals; may be asked once. */
  String sha256() {
    return HexFormat.of().formatHex(digest.digest());
  }

  @Override
  public void write(int b) throws IOException {
    out.write(b);
    digest.update((byte) b);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    out.write(bytes, offset, length);
    digest.update(bytes, offset, length);
  }

  @Override
  public long getPos() throws IOException {
    return out.getPos();
  }

  @Override
  public void flush() throws IOException {
    out.flush();
  }

  @Override
  public void sync() throws IOException {
    out.sync();
  }

  @Override
  public void close() throws IOException {
    out.close();
  }
}

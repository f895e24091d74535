package io.warecast.gateway.audit;

import io.warecast.domain.ActionableException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ConcurrentSkipListMap;
import org.jspecify.annotations.Nullable;

/**
 * A queue of lines in files: written at the end by one thread, read from the front by another. A
 * file is deleted when all of it has been read and acknowledged. What a process had written when it
 * was killed is read by the next one.
 */
final class AuditSpool implements AutoCloseable {

  /** A full file is followed by another one. */
  static final long SEGMENT_BYTES = 16L << 20;

  private static final int LONGEST_READ = 256 << 10;
  private static final String PREFIX = "audit-";
  private static final String SUFFIX = ".jsonl";
  private static final String POSITION = "position";

  private final Path folder;
  private final FileChannel lock;
  private final FileLock held;

  /** Written length by number of the file; whole lines only. */
  private final ConcurrentSkipListMap<Long, Long> segments = new ConcurrentSkipListMap<>();

  private @Nullable FileChannel writing;
  private volatile long writingNumber;
  private @Nullable FileChannel reading;
  private long readingNumber = -1;
  private long readUpTo;
  private volatile long acknowledged;

  private AuditSpool(Path folder, FileChannel lock, FileLock held) {
    this.folder = folder;
    this.lock = lock;
    this.held = held;
  }

  /**
   * Opens a folder, with what an earlier process has left in it.
   *
   * @throws ActionableException when it cannot be written or is another gateway's
   */
  static AuditSpool open(Path folder) {
    try {
      Files.createDirectories(folder);
      FileChannel channel =
          FileChannel.open(
              folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      FileLock held = lockOf(channel);
      if (held == null) {
        channel.close();
        throw new ActionableException(
            "audit.spool %s is in use by another gateway; give each a folder of its own"
                .formatted(folder));
      }
      AuditSpool spool = new AuditSpool(folder, channel, held);
      spool.recover();
      return spool;
    } catch (IOException e) {
      throw new ActionableException(
          "audit.spool %s cannot be used (%s); it takes a folder that this process may write to"
              .formatted(folder, e),
          e);
    }
  }

  private static @Nullable FileLock lockOf(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException e) {
      return null; // by this process
    }
  }

  private void recover() throws IOException {
    List<Path> files;
    try (var list = Files.list(folder)) {
      files = list.filter(file -> numberOf(file) >= 0).toList();
    }
    for (Path file : files) {
      segments.put(numberOf(file), wholeLines(file));
    }
    readPosition();
    if (!segments.isEmpty()) {
      writingNumber = segments.lastKey();
    }
    // a file of its own for each process: what a killed one left half written stays behind its end
    startSegment();
  }

  private static long numberOf(Path file) {
    String name = String.valueOf(file.getFileName());
    return name.matches(PREFIX + "\\d{12}" + SUFFIX)
        ? Long.parseLong(name.substring(PREFIX.length(), PREFIX.length() + 12))
        : -1;
  }

  private Path file(long number) {
    return folder.resolve("%s%012d%s".formatted(PREFIX, number, SUFFIX));
  }

  /** The length up to the end of the last whole line. */
  private static long wholeLines(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      long end = channel.size();
      while (end > 0) {
        ByteBuffer tail = ByteBuffer.allocate((int) Math.min(end, LONGEST_READ));
        channel.read(tail, end - tail.capacity());
        for (int i = tail.position() - 1; i >= 0; i--) {
          if (tail.get(i) == '\n') {
            return end - tail.capacity() + i + 1;
          }
        }
        end -= tail.capacity();
      }
      return 0;
    }
  }

  private void readPosition() throws IOException {
    try {
      List<String> words =
          List.of(Files.readString(folder.resolve(POSITION)).strip().split(" ", -1));
      readingNumber = Long.parseLong(words.get(0));
      acknowledged = Long.parseLong(words.get(1));
      readUpTo = acknowledged;
    } catch (NoSuchFileException | NumberFormatException | IndexOutOfBoundsException e) {
      readingNumber = -1; // from the beginning: what comes twice has the same id
    }
    if (segments.containsKey(readingNumber)) {
      reading = FileChannel.open(file(readingNumber), StandardOpenOption.READ);
    } else {
      readingNumber = -1;
    }
  }

  private void startSegment() throws IOException {
    if (writing != null) {
      writing.force(true);
      writing.close();
    }
    long number = writingNumber + 1;
    writing =
        FileChannel.open(file(number), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    segments.put(number, 0L);
    writingNumber = number;
  }

  /** Appends whole lines; they survive the process from here on. For the writing thread. */
  void append(byte[] lines, int length) throws IOException {
    if (lengthOf(writingNumber) >= SEGMENT_BYTES) {
      startSegment();
    }
    FileChannel channel = current();
    long start = lengthOf(writingNumber);
    // a write that failed halfway is written over
    ByteBuffer buffer = ByteBuffer.wrap(lines, 0, length);
    while (buffer.hasRemaining()) {
      channel.write(buffer, start + buffer.position());
    }
    segments.put(writingNumber, start + length);
  }

  /** Has the disk keep what was appended; survives a loss of power from here on. */
  void sync() throws IOException {
    current().force(false);
  }

  private FileChannel current() throws IOException {
    if (writing == null) {
      throw new IOException("the spool is closed");
    }
    return writing;
  }

  /** The next whole lines, none when all were read. For the reading thread. */
  List<byte[]> read() throws IOException {
    if (reading == null && !advance()) {
      return List.of();
    }
    boolean isComplete = readingNumber < writingNumber; // asked first: it grows until then
    long end = lengthOf(readingNumber);
    if (readUpTo >= end) {
      return isComplete && advance() ? read() : List.of();
    }
    byte[] bytes = new byte[(int) Math.min(end - readUpTo, LONGEST_READ)];
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    FileChannel channel = Objects.requireNonNull(reading);
    while (buffer.hasRemaining() && channel.read(buffer, readUpTo + buffer.position()) >= 0) {}
    return lines(bytes, buffer.position());
  }

  private long lengthOf(long number) {
    return Objects.requireNonNull(segments.get(number));
  }

  private List<byte[]> lines(byte[] bytes, int length) throws IOException {
    List<byte[]> lines = new ArrayList<>();
    int start = 0;
    for (int i = 0; i < length; i++) {
      if (bytes[i] == '\n') {
        lines.add(Arrays.copyOfRange(bytes, start, i));
        start = i + 1;
      }
    }
    if (start == 0) {
      throw new IOException("a line of %s is longer than a read".formatted(file(readingNumber)));
    }
    readUpTo += start;
    return lines;
  }

  /** Goes on to the next file; false when there is none. */
  private boolean advance() throws IOException {
    Long next = readingNumber < 0 ? segments.firstKey() : segments.higherKey(readingNumber);
    if (next == null) {
      return false;
    }
    if (reading != null) {
      reading.close();
    }
    long done = readingNumber;
    reading = FileChannel.open(file(next), StandardOpenOption.READ);
    readingNumber = next;
    readUpTo = 0;
    acknowledged = 0;
    writePosition();
    if (done >= 0) {
      segments.remove(done);
      Files.deleteIfExists(file(done));
    }
    return true;
  }

  /** Notes that everything read so far has arrived. For the reading thread. */
  void acknowledge() throws IOException {
    acknowledged = readUpTo;
    writePosition();
  }

  private void writePosition() throws IOException {
    Path next = folder.resolve(POSITION + ".next");
    Files.write(
        next, (readingNumber + " " + acknowledged + "\n").getBytes(StandardCharsets.US_ASCII));
    Files.move(
        next,
        folder.resolve(POSITION),
        StandardCopyOption.ATOMIC_MOVE,
        StandardCopyOption.REPLACE_EXISTING);
  }

  /** Bytes that wait to be acknowledged. Of use on any thread. */
  long waiting() {
    long sum = 0;
    for (long length : segments.values()) {
      sum += length;
    }
    return Math.max(0, sum - acknowledged);
  }

  @Override
  public void close() throws IOException {
    if (writing != null) {
      writing.force(true);
      writing.close();
      writing = null;
    }
    if (reading != null) {
      reading.close();
      reading = null;
    }
    held.release();
    lock.close();
  }
}

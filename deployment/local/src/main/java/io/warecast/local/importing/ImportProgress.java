package io.warecast.local.importing;

/** Is told how far an import has come; called now and then, not for every row. */
public interface ImportProgress {

  /** Tells nobody. */
  ImportProgress SILENT =
      new ImportProgress() {
        @Override
        public void started(String file, long bytes) {}

        @Override
        public void advanced(long bytesRead, long rows) {}

        @Override
        public void finished() {}
      };

  /** A file is begun; {@code bytes} is its size on disk. */
  void started(String file, long bytes);

  void advanced(long bytesRead, long rows);

  /** The file that was begun last is read. */
  void finished();
}

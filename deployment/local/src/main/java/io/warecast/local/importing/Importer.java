package io.warecast.local.importing;

/** Knows the files of one kind of data set. */
interface Importer {

  /** The word that names this kind of data set on the command line and in reject files. */
  String name();

  /**
   * Reads all files and hands over what they say.
   *
   * @throws io.warecast.domain.ActionableException when a file or column is missing or too many
   *     rows were refused
   */
  void read(CsvFolder files, DataSetSink sink);
}

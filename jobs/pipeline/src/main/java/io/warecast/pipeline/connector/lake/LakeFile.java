package io.warecast.pipeline.connector.lake;

import java.io.Serializable;

/**
 * One file that counts.
 *
 * @param path relative to the folder of the manifest
 * @param rows rows of a Parquet file, or lines of a CSV file without its header
 * @param sha256 of the whole file, in lower-case hexadecimals
 */
public record LakeFile(String path, long rows, long bytes, String sha256) implements Serializable {}

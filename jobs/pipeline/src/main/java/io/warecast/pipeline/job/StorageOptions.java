package io.warecast.pipeline.job;

import picocli.CommandLine.Option;

/** Where a job on a cluster finds lake and models. */
final class StorageOptions {

  @Option(
      names = "--lake",
      required = true,
      defaultValue = "${env:WARECAST_LAKE}",
      paramLabel = "URI",
      description = "Root of the lake, such as s3://bucket/lake. Default: $WARECAST_LAKE.")
  private String lake = "";

  @Option(
      names = "--models",
      required = true,
      defaultValue = "${env:WARECAST_MODELS}",
      paramLabel = "URI",
      description =
          "Root of the model registry, such as s3://bucket/lake/models. Default: $WARECAST_MODELS.")
  private String models = "";

  String lake() {
    return lake;
  }

  String models() {
    return models;
  }
}

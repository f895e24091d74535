/** The lake: history, covariates and forecasts as Parquet on any Flink file system. */
@NullMarked
package io.warecast.pipeline.connector.lake;

import org.jspecify.annotations.NullMarked;

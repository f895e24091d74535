/** Forecasts, their features and their alignment as Flink SQL functions. */
@NullMarked
package io.warecast.udf.forecast;

import org.jspecify.annotations.NullMarked;

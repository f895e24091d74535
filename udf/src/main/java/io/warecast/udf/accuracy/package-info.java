/** Measures of how good forecasts were, as Flink SQL functions. */
@NullMarked
package io.warecast.udf.accuracy;

import org.jspecify.annotations.NullMarked;

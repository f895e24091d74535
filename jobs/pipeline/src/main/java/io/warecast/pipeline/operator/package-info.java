/** Flink operators and the functions that they call when a series is due. Know no connector. */
@NullMarked
package io.warecast.pipeline.operator;

import org.jspecify.annotations.NullMarked;

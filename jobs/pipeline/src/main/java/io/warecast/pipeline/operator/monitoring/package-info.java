/** How served forecasts do: accuracy by warehouse, drift, alerts. */
@NullMarked
package io.warecast.pipeline.operator.monitoring;

import org.jspecify.annotations.NullMarked;

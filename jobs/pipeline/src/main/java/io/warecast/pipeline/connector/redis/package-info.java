/** Redis: connections, the staging sink of forecasts and their publication, and the live sinks. */
@NullMarked
package io.warecast.pipeline.connector.redis;

import org.jspecify.annotations.NullMarked;

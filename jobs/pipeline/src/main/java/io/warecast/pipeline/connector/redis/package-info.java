/** Redis: connections, the staging sink of forecasts and their publication. */
@NullMarked
package io.warecast.pipeline.connector.redis;

import org.jspecify.annotations.NullMarked;

/** New forecasts as they come, as server-sent events. */
@NullMarked
package io.warecast.gateway.stream;

import org.jspecify.annotations.NullMarked;

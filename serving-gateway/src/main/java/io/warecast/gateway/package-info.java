/**
 * The HTTP face of Warecast: newest forecasts, read from Redis. Start reading at {@link
 * io.warecast.gateway.Gateway}.
 */
@NullMarked
package io.warecast.gateway;

import org.jspecify.annotations.NullMarked;

/** Where forecasts are read from. */
@NullMarked
package io.warecast.gateway.forecast;

import org.jspecify.annotations.NullMarked;

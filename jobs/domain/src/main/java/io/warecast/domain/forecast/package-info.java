/** Forecasts, their wire form and the fallback that needs no model. */
@NullMarked
package io.warecast.domain.forecast;

import org.jspecify.annotations.NullMarked;

/** What is known of the future: calendars, weather forecasts, prices and promotions. */
@NullMarked
package io.warecast.domain.covariate;

import org.jspecify.annotations.NullMarked;

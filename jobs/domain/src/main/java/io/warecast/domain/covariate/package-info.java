/** What is known of the future: calendars, prices and promotions. */
@NullMarked
package io.warecast.domain.covariate;

import org.jspecify.annotations.NullMarked;

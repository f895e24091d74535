/** The one feature function that training, backtest, batch and stream call, and its schema. */
@NullMarked
package io.warecast.domain.feature;

import org.jspecify.annotations.NullMarked;

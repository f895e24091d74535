/**
 * How good forecasts were. Everything that adds up over days is a small immutable sum that merges
 * with others of its kind, for whoever adds up: backtests, streams, SQL.
 */
@NullMarked
package io.warecast.domain.accuracy;

import org.jspecify.annotations.NullMarked;

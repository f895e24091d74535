/** What a backtest has found, for people and for those who decide by it. */
@NullMarked
package io.warecast.pipeline.backtest;

import org.jspecify.annotations.NullMarked;

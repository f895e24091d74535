/**
 * What a model, or what stands in for it, makes of one series: the same in every job and in SQL.
 */
@NullMarked
package io.warecast.scoring.forecast;

import org.jspecify.annotations.NullMarked;

/** Forecasts of groups and of the items in them: how the ones are held against the others. */
@NullMarked
package io.warecast.domain.hierarchy;

import org.jspecify.annotations.NullMarked;

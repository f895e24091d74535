/** The forecast of group series: a warehouse's total, a category of a warehouse. */
@NullMarked
package io.warecast.domain.group;

import org.jspecify.annotations.NullMarked;

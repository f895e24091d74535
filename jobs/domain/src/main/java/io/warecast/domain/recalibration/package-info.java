/** How intervals are corrected by what came: from actuals that are known late. */
@NullMarked
package io.warecast.domain.recalibration;

import org.jspecify.annotations.NullMarked;

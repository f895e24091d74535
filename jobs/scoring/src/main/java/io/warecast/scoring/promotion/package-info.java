/** Whether a candidate takes the champion's place. */
@NullMarked
package io.warecast.scoring.promotion;

import org.jspecify.annotations.NullMarked;

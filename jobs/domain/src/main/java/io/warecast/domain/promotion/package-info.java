/** What a candidate model was held against, and what was decided about it. */
@NullMarked
package io.warecast.domain.promotion;

import org.jspecify.annotations.NullMarked;

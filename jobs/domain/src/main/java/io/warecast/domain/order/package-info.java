/** Order events as they arrive. */
@NullMarked
package io.warecast.domain.order;

import org.jspecify.annotations.NullMarked;

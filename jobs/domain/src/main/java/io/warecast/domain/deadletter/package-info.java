/** Records that were refused, with their reason. */
@NullMarked
package io.warecast.domain.deadletter;

import org.jspecify.annotations.NullMarked;

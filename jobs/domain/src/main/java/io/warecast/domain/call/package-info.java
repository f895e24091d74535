/** What identifies a call on its way through several services. */
@NullMarked
package io.warecast.domain.call;

import org.jspecify.annotations.NullMarked;

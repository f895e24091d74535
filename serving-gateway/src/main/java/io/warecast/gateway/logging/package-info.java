/** What log lines say of the call that they were written for. */
@NullMarked
package io.warecast.gateway.logging;

import org.jspecify.annotations.NullMarked;

/** What was forecast, what happened, and how far apart the two were. */
@NullMarked
package io.warecast.gateway.history;

import org.jspecify.annotations.NullMarked;

/** Liveness and readiness. */
@NullMarked
package io.warecast.gateway.health;

import org.jspecify.annotations.NullMarked;

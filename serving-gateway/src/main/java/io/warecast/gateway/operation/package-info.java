/** Runs, alerts and the state of the gateway. */
@NullMarked
package io.warecast.gateway.operation;

import org.jspecify.annotations.NullMarked;

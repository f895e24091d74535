/** What stands behind the gateway: limits of time and number, circuit breakers, PostgreSQL. */
@NullMarked
package io.warecast.gateway.backend;

import org.jspecify.annotations.NullMarked;

/** What Prometheus is told. */
@NullMarked
package io.warecast.gateway.metrics;

import org.jspecify.annotations.NullMarked;

/**
 * Who asked what, of which warehouses, and what came of it: to disk at once, to Kafka and
 * PostgreSQL after.
 */
@NullMarked
package io.warecast.gateway.audit;

import org.jspecify.annotations.NullMarked;

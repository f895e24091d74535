/** PostgreSQL: connections, schema and sinks. */
@NullMarked
package io.warecast.pipeline.connector.postgres;

import org.jspecify.annotations.NullMarked;

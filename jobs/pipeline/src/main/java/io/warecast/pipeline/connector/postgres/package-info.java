/** PostgreSQL: connections, schema and the sink of forecasts. */
@NullMarked
package io.warecast.pipeline.connector.postgres;

import org.jspecify.annotations.NullMarked;

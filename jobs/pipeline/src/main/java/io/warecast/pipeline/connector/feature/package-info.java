/** The feature store: online in Redis, offline in PostgreSQL. */
@NullMarked
package io.warecast.pipeline.connector.feature;

import org.jspecify.annotations.NullMarked;

/** The JSON of the small messages on Kafka; their schemas stand in docs/data-formats.md. */
@NullMarked
package io.warecast.domain.message;

import org.jspecify.annotations.NullMarked;

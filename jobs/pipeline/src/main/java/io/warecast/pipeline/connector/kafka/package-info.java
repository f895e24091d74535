/** Kafka: the sources and sinks of the continuous job. */
@NullMarked
package io.warecast.pipeline.connector.kafka;

import org.jspecify.annotations.NullMarked;

/** Forecasts made for one request by the stream job, through Kafka. */
@NullMarked
package io.warecast.gateway.ondemand;

import org.jspecify.annotations.NullMarked;

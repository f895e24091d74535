/** The sample's orders of days to come, sent to Kafka as if time ran faster. */
@NullMarked
package io.warecast.local.replay;

import org.jspecify.annotations.NullMarked;

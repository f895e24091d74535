/** Writing to servers that may be away for a while. */
@NullMarked
package io.warecast.pipeline.connector.delivery;

import org.jspecify.annotations.NullMarked;

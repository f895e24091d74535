/** The one topology: operators joined to whatever sources and sinks are handed in. */
@NullMarked
package io.warecast.pipeline.topology;

import org.jspecify.annotations.NullMarked;

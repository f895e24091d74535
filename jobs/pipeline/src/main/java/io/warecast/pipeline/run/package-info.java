/** The life of a batch run: begin, audit, publish, and repair after a crash. */
@NullMarked
package io.warecast.pipeline.run;

import org.jspecify.annotations.NullMarked;

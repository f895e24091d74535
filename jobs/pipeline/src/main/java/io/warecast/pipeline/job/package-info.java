/** Thin mains, one a job: they choose sources, sinks and mode. */
@NullMarked
package io.warecast.pipeline.job;

import org.jspecify.annotations.NullMarked;

/** Flink in this process, configured by the files that a cluster uses. */
@NullMarked
package io.warecast.local.flink;

import org.jspecify.annotations.NullMarked;

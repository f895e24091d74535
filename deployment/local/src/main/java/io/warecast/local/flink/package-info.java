/**
 * Flink on this machine, in one process or several, configured by the files that a cluster uses.
 */
@NullMarked
package io.warecast.local.flink;

import org.jspecify.annotations.NullMarked;

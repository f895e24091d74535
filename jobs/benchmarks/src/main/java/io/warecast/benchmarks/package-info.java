/** Benchmarks: what the product does, held against a limit that is measured in the same run. */
@NullMarked
package io.warecast.benchmarks;

import org.jspecify.annotations.NullMarked;

/** Batch runs: identity, status and audit. */
@NullMarked
package io.warecast.domain.run;

import org.jspecify.annotations.NullMarked;

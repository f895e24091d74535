/** Training: rows drawn from sampled origins, boosters fitted to them. */
@NullMarked
package io.warecast.scoring.training;

import org.jspecify.annotations.NullMarked;

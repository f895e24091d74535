/** Boosters at work: predictions from feature rows. */
@NullMarked
package io.warecast.scoring.model;

import org.jspecify.annotations.NullMarked;

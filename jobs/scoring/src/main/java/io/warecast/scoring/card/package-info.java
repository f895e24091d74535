/** What people should know of a model version. */
@NullMarked
package io.warecast.scoring.card;

import org.jspecify.annotations.NullMarked;

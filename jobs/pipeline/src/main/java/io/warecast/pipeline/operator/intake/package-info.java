/** From orders as they arrive to changes of demand days; what cannot be used is refused. */
@NullMarked
package io.warecast.pipeline.operator.intake;

import org.jspecify.annotations.NullMarked;

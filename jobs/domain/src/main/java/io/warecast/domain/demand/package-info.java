/** Units sold by day: stretches as they travel and histories as they are kept. */
@NullMarked
package io.warecast.domain.demand;

import org.jspecify.annotations.NullMarked;

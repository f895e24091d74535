/** Series, warehouses and items: what is forecast. */
@NullMarked
package io.warecast.domain.series;

import org.jspecify.annotations.NullMarked;

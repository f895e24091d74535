/** Which warehouses and series there are. */
@NullMarked
package io.warecast.gateway.catalogue;

import org.jspecify.annotations.NullMarked;

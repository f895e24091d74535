/** How much a caller may ask: requests a minute, shared by all gateways, and the size of one. */
@NullMarked
package io.warecast.gateway.limit;

import org.jspecify.annotations.NullMarked;

/**
 * One call of the gateway: what identifies it and what is known of it by the time it is answered.
 */
@NullMarked
package io.warecast.gateway.call;

import org.jspecify.annotations.NullMarked;

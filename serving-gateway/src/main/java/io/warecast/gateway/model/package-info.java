/** Model versions: what is known of them, which is in use, and asking them about rows. */
@NullMarked
package io.warecast.gateway.model;

import org.jspecify.annotations.NullMarked;

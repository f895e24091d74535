/** Who may call: access tokens (RFC 7519) and the warehouses that they open. */
@NullMarked
package io.warecast.gateway.security;

import org.jspecify.annotations.NullMarked;

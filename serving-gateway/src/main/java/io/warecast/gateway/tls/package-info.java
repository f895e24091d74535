/** TLS 1.3 with certificates that may change while the gateway runs. */
@NullMarked
package io.warecast.gateway.tls;

import org.jspecify.annotations.NullMarked;

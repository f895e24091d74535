/** What every route shares: the server's settings, methods, media types and time. */
@NullMarked
package io.warecast.gateway.http;

import org.jspecify.annotations.NullMarked;

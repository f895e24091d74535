/** The web page, which shows through the API what a token opens. */
@NullMarked
package io.warecast.gateway.page;

import org.jspecify.annotations.NullMarked;

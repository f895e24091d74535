/** The OpenAPI document and the page that shows it. */
@NullMarked
package io.warecast.gateway.document;

import org.jspecify.annotations.NullMarked;

/** The words of the product in plain Java. Knows no other module. */
@NullMarked
package io.warecast.domain;

import org.jspecify.annotations.NullMarked;

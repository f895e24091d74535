/** The {@code warecast} command. */
@NullMarked
package io.warecast.local.cli;

import org.jspecify.annotations.NullMarked;

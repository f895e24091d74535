/** The commands of {@code warecast}. */
@NullMarked
package io.warecast.local.cli;

import org.jspecify.annotations.NullMarked;

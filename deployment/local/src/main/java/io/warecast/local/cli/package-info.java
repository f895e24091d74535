/** The {@code warecast} command and its subcommands. */
@NullMarked
package io.warecast.local.cli;

import org.jspecify.annotations.NullMarked;

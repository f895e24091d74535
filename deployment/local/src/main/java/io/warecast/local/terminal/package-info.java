/** What commands draw: progress, tables and charts of characters. */
@NullMarked
package io.warecast.local.terminal;

import org.jspecify.annotations.NullMarked;

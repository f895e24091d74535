/** Brings data sets in their original files into the lake. */
@NullMarked
package io.warecast.local.importing;

import org.jspecify.annotations.NullMarked;

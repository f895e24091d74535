/** Tests of the manifests: they are code that nobody compiles. */
@NullMarked
package io.warecast.kubernetes;

import org.jspecify.annotations.NullMarked;

/** Model versions and aliases on any Flink file system. */
@NullMarked
package io.warecast.scoring.registry;

import org.jspecify.annotations.NullMarked;

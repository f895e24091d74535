/** The jar as a user of Flink SQL gets it. */
@NullMarked
package io.warecast.udf.dist;

import org.jspecify.annotations.NullMarked;

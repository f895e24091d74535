/** Flink SQL on the local stack: the catalogue, and Flink's own client and gateway. */
@NullMarked
package io.warecast.local.sql;

import org.jspecify.annotations.NullMarked;

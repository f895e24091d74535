/** Real PostgreSQL, Redis and Kafka on loopback as children of this process, and their folder. */
@NullMarked
package io.warecast.local.server;

import org.jspecify.annotations.NullMarked;

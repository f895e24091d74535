/**
 * Sample data, made by a seeded generator.
 *
 * <p>Every random decision is drawn from a generator seeded by what it decides (the seed, a
 * purpose, the series and the day), never from a shared stream: hence the same data whatever is
 * asked first.
 */
@NullMarked
package io.warecast.local.sample;

import org.jspecify.annotations.NullMarked;

/**
 * The HTTP API of a Warecast gateway for Java: {@link io.warecast.client.WarecastClient} is where
 * to begin. Answers are records; what a gateway refuses is a {@link
 * io.warecast.client.ProblemException}; a gateway that cannot be reached, or does not answer in
 * time, is an {@link java.io.UncheckedIOException}.
 */
@NullMarked
package io.warecast.client;

import org.jspecify.annotations.NullMarked;

package io.warecast.client;

import java.util.List;
import java.util.Optional;

/**
 * A page of runs, the newest first.
 *
 * @param nextCursor of the next page; empty on the last
 */
public record RunPage(List<Run> runs, Optional<String> nextCursor) {}

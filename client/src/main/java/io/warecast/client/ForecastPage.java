package io.warecast.client;

import java.util.List;
import java.util.Optional;

/**
 * A page of forecasts.
 *
 * @param nextCursor of the next page; empty on the last
 */
public record ForecastPage(List<Forecast> forecasts, Optional<String> nextCursor) {}

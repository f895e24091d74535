package io.warecast.domain.covariate;

import io.warecast.domain.series.SeriesKey;

/** The offers of one series, as they travel from the lake. */
public record SeriesOffers(SeriesKey key, OfferTimeline offers) {}

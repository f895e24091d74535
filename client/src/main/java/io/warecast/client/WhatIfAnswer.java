package io.warecast.client;

import java.util.List;

/**
 * A supposed forecast beside the one that is served.
 *
 * @param baseline the served forecast's means of the same days, as far as it covers them
 */
public record WhatIfAnswer(Prediction prediction, List<Prediction.DayMean> baseline) {}

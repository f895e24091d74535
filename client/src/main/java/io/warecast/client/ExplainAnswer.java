package io.warecast.client;

import java.time.LocalDate;
import java.util.List;

/** A forecast and what each of its days is made up of. */
public record ExplainAnswer(Prediction prediction, List<Explanation> explanations) {

  /** Terms that add up to the mean of a day, the weightiest first. */
  public record Explanation(LocalDate targetDate, List<Term> terms) {}

  /** A share of the mean, in units. */
  public record Term(String term, double units) {}
}

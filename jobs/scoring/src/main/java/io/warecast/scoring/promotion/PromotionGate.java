package io.warecast.scoring.promotion;

import io.warecast.domain.promotion.Measure;
import io.warecast.domain.promotion.Outcome;
import io.warecast.domain.promotion.Promotion;
import io.warecast.domain.promotion.SegmentComparison;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Decides whether a candidate becomes the version that forecasts use: when it is better than the
 * champion in total, or as good and knows newer days; better than the eight-week weekday mean; not
 * worse by more than a margin in any big segment; and calibrated. A champion that cannot be
 * compared is passed over. The first version of a model passes whatever it is, for without it there
 * would be none.
 */
public final class PromotionGate {

  /** Errors that decide, the best first: the first that both have been measured by counts. */
  private static final List<Measure> ERRORS = List.of(Measure.WRMSSE, Measure.RMSSE, Measure.WAPE);

  private final GateLimits limits;

  public PromotionGate(GateLimits limits) {
    this.limits = limits;
  }

  /**
   * Who is held against whom.
   *
   * @param name of the model
   * @param champion the version in use; empty when there is none
   * @param isNewer whether the candidate knows days that the champion does not
   * @param remark on the comparison; empty for none
   */
  public record Contest(
      String name, String candidate, String champion, boolean isNewer, String remark) {}

  /**
   * Judges a candidate.
   *
   * @param segments what the two were measured by; without a total that compares the candidate with
   *     the champion or a baseline, nothing can be said for it and it is refused
   */
  public Promotion decide(Contest contest, List<SegmentComparison> segments) {
    List<String> objections = new ArrayList<>();
    List<String> merits = new ArrayList<>();
    Optional<SegmentComparison> total =
        segments.stream().filter(SegmentComparison::isTotal).findFirst();
    if (contest.champion().isEmpty()) {
      merits.add("the first version of the model: there is none to hold it against");
      total.ifPresent(all -> againstBaseline(all, merits, merits));
      total.ifPresent(all -> calibration(all, limits.totalPoints(), merits));
      return promotion(contest, Outcome.PROMOTED, merits, segments);
    }
    if (total.isPresent() && isCompared(total.get())) {
      inTotal(total.get(), contest.isNewer(), objections, merits);
      againstBaseline(total.get(), objections, merits);
      inBigSegments(total.get(), segments, objections, merits);
    } else if (total.isPresent() && error(total.get(), total.get().baseline()).isPresent()) {
      againstBaseline(total.get(), objections, merits);
      calibration(total.get(), limits.totalPoints(), objections);
    } else {
      objections.add(
          "it was not measured on the same days as version %s, which is in use"
              .formatted(contest.champion()));
    }
    Outcome outcome = objections.isEmpty() ? Outcome.PROMOTED : Outcome.REFUSED;
    List<String> reasons = new ArrayList<>(objections);
    reasons.addAll(merits);
    return promotion(contest, outcome, reasons, segments);
  }

  private void inTotal(
      SegmentComparison total, boolean isNewer, List<String> objections, List<String> merits) {
    Measure error = error(total, total.champion()).orElseThrow();
    double excess = excess(total, error);
    if (excess < 0 && excess <= -limits.lead()) {
      merits.add("better in total: " + figures(total, error));
    } else if (isNewer && excess <= limits.equal()) {
      merits.add("as good in total, with newer days: " + figures(total, error));
    } else {
      String least = limits.lead() > 0 ? format(" by %.0f %%", 100 * limits.lead()) : "";
      objections.add("not better in total" + least + ": " + figures(total, error));
    }
    if (excess(total, Measure.PINBALL) > limits.margin()) {
      objections.add("its quantiles are worse in total: " + figures(total, Measure.PINBALL));
    }
    calibration(total, limits.totalPoints(), objections);
  }

  private static void againstBaseline(
      SegmentComparison total, List<String> objections, List<String> merits) {
    error(total, total.baseline())
        .ifPresent(
            error -> {
              double own = total.ofCandidate(error).getAsDouble();
              double baseline = total.ofBaseline(error).getAsDouble();
              (own < baseline ? merits : objections)
                  .add(
                      format(
                          "%s in total than the eight-week weekday mean: %s %.4f against %.4f (%+.1f %%)",
                          own < baseline ? "better" : "not better",
                          error,
                          own,
                          baseline,
                          100 * (own / baseline - 1)));
            });
  }

  private void inBigSegments(
      SegmentComparison total,
      List<SegmentComparison> segments,
      List<String> objections,
      List<String> merits) {
    int before = objections.size();
    int big = 0;
    for (SegmentComparison segment : segments) {
      double share = segment.units() / total.units();
      if (!segment.isTotal() && share >= limits.bigShare()) {
        big++;
        error(segment, segment.champion())
            .filter(error -> excess(segment, error) > limits.margin())
            .ifPresent(
                error ->
                    objections.add(
                        format(
                            "worse in %s, which has %.0f %% of the units: %s",
                            segment.label(), 100 * share, figures(segment, error))));
        calibration(segment, limits.segmentPoints(), objections);
      }
    }
    if (big > 0 && objections.size() == before) {
      merits.add(
          format(
              "not worse by more than %.0f %% in any of %d big segments",
              100 * limits.margin(), big));
    }
  }

  /** A coverage that is further off than allowed is no objection when the champion's is further. */
  private static void calibration(SegmentComparison segment, double points, List<String> to) {
    for (Measure coverage : List.of(Measure.COVERAGE_95, Measure.COVERAGE_50)) {
      double claimed = coverage == Measure.COVERAGE_95 ? .95 : .5;
      double miss = 100 * Math.abs(segment.ofCandidate(coverage).orElse(claimed) - claimed);
      double championsMiss = 100 * Math.abs(segment.ofChampion(coverage).orElse(claimed) - claimed);
      if (miss > points && miss >= championsMiss) {
        to.add(
            format(
                "not calibrated in %s: its %.0f %% interval covers %.1f %%, %.0f points off are allowed",
                segment.label(),
                100 * claimed,
                100 * segment.ofCandidate(coverage).getAsDouble(),
                points));
      }
    }
  }

  private static boolean isCompared(SegmentComparison segment) {
    return error(segment, segment.champion()).isPresent();
  }

  private static Optional<Measure> error(SegmentComparison segment, Map<Measure, Double> other) {
    return ERRORS.stream()
        .filter(error -> segment.ofCandidate(error).isPresent() && other.containsKey(error))
        .findFirst();
  }

  /** By which share the candidate is worse; below 0 when it is better, 0 when nobody knows. */
  private static double excess(SegmentComparison segment, Measure measure) {
    double candidate = segment.ofCandidate(measure).orElse(0);
    double champion = segment.ofChampion(measure).orElse(0);
    return champion > 0 && segment.ofCandidate(measure).isPresent() ? candidate / champion - 1 : 0;
  }

  private static String figures(SegmentComparison segment, Measure measure) {
    String text =
        format(
            "%s %.4f against %.4f (%+.1f %%)",
            measure.name(),
            segment.ofCandidate(measure).getAsDouble(),
            segment.ofChampion(measure).getAsDouble(),
            100 * excess(segment, measure));
    return Double.isNaN(segment.pValue())
        ? text
        : text + format(", by chance with probability %.3f", segment.pValue());
  }

  private static Promotion promotion(
      Contest contest, Outcome outcome, List<String> reasons, List<SegmentComparison> segments) {
    List<String> all = new ArrayList<>(reasons);
    if (!contest.remark().isEmpty()) {
      all.add(contest.remark());
    }
    return new Promotion(
        Promotion.FORMAT_VERSION,
        contest.name(),
        contest.candidate(),
        contest.champion(),
        Instant.now().toString(),
        outcome,
        all,
        segments);
  }

  private static String format(String pattern, Object... values) {
    return String.format(Locale.ROOT, pattern, values);
  }
}

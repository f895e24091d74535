package io.warecast.benchmarks;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * What is to be had for an accuracy that is hardly worse: of the variants that lose less than 1 %
 * of WAPE and of pinball loss to the default, the smallest and the fastest. The default, which
 * loses nothing, is one of them.
 */
final class ModelSizeSummary {

  /** Share of the default's error that may come on top. */
  static final double ALLOWED_LOSS = .01;

  /** What the original document says is left of a model: 40 % are saved. */
  static final double CLAIMED_SIZE = .6;

  /** A model that is not faster by this is not worth another default. */
  static final double WORTHWHILE_RATE = 1.3;

  private final VariantFigures standard;
  private final List<VariantFigures> variants;

  private ModelSizeSummary(List<VariantFigures> variants) {
    this.standard = variants.get(0);
    this.variants = variants;
  }

  /**
   * Sums up.
   *
   * @param variants the default first
   */
  static BenchReport of(List<VariantFigures> variants, String setting) {
    return new ModelSizeSummary(variants).report(setting);
  }

  private BenchReport report(String setting) {
    List<Measured> figures = new ArrayList<>();
    variants.forEach(each -> add(each, figures));
    VariantFigures smallest =
        asGood().stream().min(Comparator.comparingLong(VariantFigures::bytes)).orElseThrow();
    VariantFigures fastest =
        asGood().stream()
            .max(Comparator.comparingDouble(each -> each.rate().median()))
            .orElseThrow();
    Measured size =
        Measured.once(
            "claimed_to_smallest", "", CLAIMED_SIZE * standard.bytes() / smallest.bytes());
    return new BenchReport(
        "model-size",
        "%s; within 1 %%: smallest '%s', fastest '%s'"
            .formatted(setting, smallest.variant().title(), fastest.variant().title()),
        figures,
        List.of(
            new Ratio(size, 1),
            Ratio.of("fastest_to_default", fastest.rate(), standard.rate(), WORTHWHILE_RATE)));
  }

  private List<VariantFigures> asGood() {
    return variants.stream()
        .filter(each -> each.variant().isChoice())
        .filter(
            each ->
                VariantFigures.loss(each.wape(), standard.wape()) < ALLOWED_LOSS
                    && VariantFigures.loss(each.pinball(), standard.pinball()) < ALLOWED_LOSS)
        .toList();
  }

  private static void add(VariantFigures of, List<Measured> figures) {
    String name = of.variant().name();
    figures.add(Measured.once(name, "bytes", (double) of.bytes()));
    figures.add(Measured.once(name, "leaves", of.leaves()));
    figures.add(of.rate());
    figures.add(Measured.once(name, "wape_percent", 100 * of.wape()));
    figures.add(Measured.once(name, "absolute_bias_percent", 100 * Math.abs(of.bias())));
    figures.add(Measured.once(name, "wrmsse", of.wrmsse()));
    figures.add(Measured.once(name, "pinball_units", of.pinball()));
    figures.add(Measured.once(name, "coverage_95_percent", 100 * of.coverage95()));
    figures.add(Measured.once(name, "coverage_50_percent", 100 * of.coverage50()));
  }
}

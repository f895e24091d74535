package io.warecast.scoring.card;

import io.warecast.domain.model.FeatureImportance;
import io.warecast.domain.model.IntervalOffset;
import io.warecast.domain.model.ModelCalibration;
import io.warecast.domain.model.ModelManifest;
import io.warecast.domain.model.TrainingNotes;
import io.warecast.domain.promotion.Measure;
import io.warecast.domain.promotion.Promotion;
import io.warecast.domain.promotion.SegmentComparison;
import io.warecast.scoring.registry.ModelRegistry;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;

/**
 * The card of a model version in Markdown: what it was made from and how, how it fared on days that
 * it did not know, what was decided, and what its forecasts go by.
 */
public final class ModelCard {

  private static final int MOST_FEATURES = 30;
  private static final int BAR = 24;

  private final StringBuilder text = new StringBuilder();

  private ModelCard() {}

  /** Writes the card of a version beside it, in place of an earlier one. */
  public static void write(ModelRegistry models, String version) {
    ModelManifest manifest = models.manifest(version);
    models.attach(
        version,
        ModelRegistry.CARD_FILE,
        of(
            manifest,
            models.calibration(manifest),
            models.notes(version),
            models.promotion(version)));
  }

  static String of(
      ModelManifest manifest,
      ModelCalibration calibration,
      TrainingNotes notes,
      Optional<Promotion> promotion) {
    ModelCard card = new ModelCard();
    card.line("# Model %s, version %s", manifest.name(), manifest.version());
    card.data(manifest, notes);
    promotion.ifPresent(card::decision);
    promotion.ifPresent(card::figures);
    card.calibration(calibration);
    card.settings(manifest);
    card.features(manifest, notes.importance());
    card.files(manifest);
    return card.text.toString();
  }

  private void data(ModelManifest manifest, TrainingNotes notes) {
    line("");
    line("| | |");
    line("|---|---|");
    line("| made | %s |", manifest.createdAt());
    line("| lake snapshot | `%s` |", manifest.lakeSnapshot());
    if (!manifest.warehouseId().isEmpty()) {
      line("| trained on | warehouse %s only |", manifest.warehouseId());
    }
    line("| days known | %s to %s |", manifest.trainedFrom(), manifest.trainedTo());
    if (manifest.rows() > 0) {
      line("| rows | %,d of %,d series |", manifest.rows(), manifest.series());
      line("| horizon | %d days |", manifest.horizon());
    }
    line("| objective of the mean | `%s` |", manifest.objective());
    line("| quantile levels | %s |", join(manifest.quantileLevels()));
    line("| features | %d, schema `%s` |", manifest.featureNames().size(), schema(manifest));
    new TreeMap<>(notes.seconds())
        .forEach((part, seconds) -> line("| seconds: %s | %.1f |", part, seconds));
  }

  private void decision(Promotion promotion) {
    heading("Decision");
    line(
        "**%s** at %s%s.",
        promotion.outcome().wireName(),
        promotion.decidedAt(),
        promotion.champion().isEmpty() ? "" : ", held against " + promotion.champion());
    line("");
    promotion.reasons().forEach(reason -> line("- %s", reason));
  }

  private void figures(Promotion promotion) {
    if (promotion.segments().isEmpty()) {
      return;
    }
    heading("Days that it did not know");
    line(
        "Candidate / champion / eight-week weekday mean. Errors are of forecasts of four weeks from");
    line(
        "held-back origins, aligned and calibrated as they would have been served. The calibration");
    line("was chosen on the same days: its coverage is what it was set to, its errors are honest.");
    line("");
    line("| segment | units | wrmsse | wape | bias | pinball | in 95 %% | in 50 %% |");
    line("|---|--:|--:|--:|--:|--:|--:|--:|");
    promotion.segments().stream()
        .sorted(Comparator.comparing((SegmentComparison each) -> !each.isTotal()))
        .forEach(this::figures);
  }

  private void figures(SegmentComparison segment) {
    line(
        "| %s | %,.0f | %s | %s | %s | %s | %s | %s |",
        segment.label(),
        segment.units(),
        cell(segment, Measure.WRMSSE),
        cell(segment, Measure.WAPE),
        cell(segment, Measure.BIAS),
        cell(segment, Measure.PINBALL),
        cell(segment, Measure.COVERAGE_95),
        cell(segment, Measure.COVERAGE_50));
  }

  private static String cell(SegmentComparison segment, Measure measure) {
    return number(segment.ofCandidate(measure))
        + " / "
        + number(segment.ofChampion(measure))
        + " / "
        + number(segment.ofBaseline(measure));
  }

  private static String number(OptionalDouble value) {
    return value.isPresent() ? String.format(Locale.ROOT, "%.3f", value.getAsDouble()) : "-";
  }

  private void calibration(ModelCalibration calibration) {
    heading("Calibration");
    calibration
        .damping()
        .forEach(
            each -> line("- from step %d, aligned by power %.2f", each.fromStep(), each.damping()));
    new TreeMap<>(calibration.methods())
        .forEach(
            (demandClass, method) ->
                line("- %s items by %s", demandClass.wireName(), method.wireName()));
    Map<String, List<IntervalOffset>> byCoverage = new TreeMap<>();
    for (IntervalOffset each : calibration.intervals()) {
      byCoverage
          .computeIfAbsent(
              String.format(Locale.ROOT, "%.0f %%", 100 * each.coverage()),
              coverage -> new java.util.ArrayList<>())
          .add(each);
    }
    byCoverage.forEach(
        (coverage, offsets) -> {
          var summary = offsets.stream().mapToDouble(IntervalOffset::offset).summaryStatistics();
          line(
              "- bounds of %s intervals moved outward by %.3f to %.3f of the width, by class and week",
              coverage, summary.getMin(), summary.getMax());
        });
  }

  private void settings(ModelManifest manifest) {
    heading("Settings");
    line("| parameter | value |");
    line("|---|---|");
    new TreeMap<>(manifest.parameters()).forEach((name, value) -> line("| %s | %s |", name, value));
    heading("Other figures");
    new TreeMap<>(manifest.metrics()).forEach((name, value) -> line("- %s: %.4f", name, value));
  }

  private void features(ModelManifest manifest, List<FeatureImportance> importance) {
    heading("Features");
    if (importance.isEmpty()) {
      line("%s", String.join(", ", manifest.featureNames()));
      return;
    }
    line("By the mean of the absolute contributions to the mean's logarithm, over training rows.");
    line("");
    line("| feature | contribution | gain | |");
    line("|---|--:|--:|---|");
    double most = Math.max(1e-12, importance.get(0).contribution());
    importance.stream()
        .limit(MOST_FEATURES)
        .forEach(
            each ->
                line(
                    "| %s | %.4f | %.1f %% | %s |",
                    each.name(),
                    each.contribution(),
                    100 * each.gain(),
                    "█".repeat((int) Math.round(BAR * each.contribution() / most))));
  }

  private void files(ModelManifest manifest) {
    heading("Files");
    new TreeMap<>(manifest.files()).forEach((file, sha) -> line("- `%s` SHA-256 `%s`", file, sha));
  }

  private static String schema(ModelManifest manifest) {
    return manifest.featureSchemaHash();
  }

  private static String join(List<Float> levels) {
    return String.join(", ", levels.stream().map(String::valueOf).toList());
  }

  private void heading(String title) {
    line("");
    line("## %s", title);
    line("");
  }

  private void line(String pattern, Object... values) {
    text.append(String.format(Locale.ROOT, pattern, values)).append('\n');
  }
}

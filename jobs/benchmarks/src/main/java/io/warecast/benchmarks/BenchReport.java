package io.warecast.benchmarks;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a benchmark has measured.
 *
 * @param bench name of the benchmark
 * @param setting what was measured on, for people
 */
public record BenchReport(
    String bench, String setting, List<Measured> figures, List<Ratio> ratios) {

  private static final JsonMapper JSON = new JsonMapper();
  private static final MathContext DIGITS = new MathContext(4);

  /**
   * One line: {@code bench}, {@code ratios}, {@code figures} and {@code targets}. Figures are
   * medians, with {@code _min_} and {@code _max_} before the unit where there were repetitions.
   */
  public String json() {
    Map<String, BigDecimal> shares = new LinkedHashMap<>();
    Map<String, BigDecimal> targets = new LinkedHashMap<>();
    for (Ratio ratio : ratios) {
      shares.put(ratio.measured().name(), rounded(ratio.measured().median()));
      targets.put(ratio.measured().name(), rounded(ratio.target()));
    }
    Map<String, Object> report = new LinkedHashMap<>();
    report.put("bench", bench);
    report.put("ratios", shares);
    report.put("figures", medians());
    report.put("targets", targets);
    try {
      return JSON.writeValueAsString(report);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private Map<String, BigDecimal> medians() {
    Map<String, BigDecimal> medians = new LinkedHashMap<>();
    for (Measured figure : figures) {
      medians.put(figure.name() + "_" + figure.unit(), rounded(figure.median()));
      if (figure.values().length > 1) {
        medians.put(figure.name() + "_min_" + figure.unit(), rounded(figure.min()));
        medians.put(figure.name() + "_max_" + figure.unit(), rounded(figure.max()));
      }
    }
    return medians;
  }

  private static BigDecimal rounded(double value) {
    BigDecimal exact = BigDecimal.valueOf(value);
    BigDecimal rounded =
        value >= 1e4 ? exact.setScale(0, java.math.RoundingMode.HALF_UP) : exact.round(DIGITS);
    return new BigDecimal(rounded.toPlainString());
  }
}

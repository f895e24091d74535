package io.warecast.pipeline.backtest;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.DoubleStream;

/** A line chart over the steps of a horizon, as SVG; enough for a report. */
final class SvgChart {

  private static final int WIDTH = 760;
  private static final int HEIGHT = 320;
  private static final int LEFT = 56;
  private static final int RIGHT = 150;
  private static final int TOP = 36;
  private static final int BOTTOM = 36;
  private static final int GRID_LINES = 4;
  private static final List<String> COLOURS =
      List.of("#1f5fa8", "#c8452e", "#2c8a4b", "#8a5a2c", "#7a3fa0", "#666666");

  private final String title;
  private final List<Line> lines = new ArrayList<>();
  private final List<Band> bands = new ArrayList<>();

  SvgChart(String title) {
    this.title = title;
  }

  /** Adds a line; {@code NaN} leaves a gap. */
  SvgChart line(String name, double[] values) {
    lines.add(new Line(name, values.clone()));
    return this;
  }

  /** Adds an area between two lines. */
  SvgChart band(double[] lower, double[] upper) {
    bands.add(new Band(lower.clone(), upper.clone()));
    return this;
  }

  String svg() {
    double most = nice(all().max().orElse(1));
    int steps = lines.stream().mapToInt(line -> line.values.length).max().orElse(1);
    Scale scale = new Scale(most, Math.max(2, steps));
    StringBuilder svg = new StringBuilder();
    svg.append(
        """
        <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" font-family="sans-serif" font-size="12">
        <rect width="100%%" height="100%%" fill="white"/>
        <text x="%d" y="20" font-size="14">%s</text>
        """
            .formatted(WIDTH, HEIGHT, LEFT, escaped(title)));
    grid(svg, scale);
    for (Band band : bands) {
      svg.append(
          "<path d=\"%sZ\" fill=\"%s\" fill-opacity=\".15\"/>%n"
              .formatted(band.path(scale), COLOURS.get(0)));
    }
    for (int i = 0; i < lines.size(); i++) {
      draw(svg, scale, i);
    }
    return svg.append("</svg>\n").toString();
  }

  private DoubleStream all() {
    return DoubleStream.concat(
            lines.stream().flatMapToDouble(line -> DoubleStream.of(line.values)),
            bands.stream().flatMapToDouble(band -> DoubleStream.of(band.upper)))
        .filter(Double::isFinite);
  }

  private static void grid(StringBuilder svg, Scale scale) {
    for (int i = 0; i <= GRID_LINES; i++) {
      double value = scale.most * i / GRID_LINES;
      svg.append(
          number(
              "<path d=\"M%d %.1fH%d\" stroke=\"#ddd\"/><text x=\"%d\" y=\"%.1f\" text-anchor=\"end\">%s</text>%n",
              LEFT, scale.y(value), WIDTH - RIGHT, LEFT - 6, scale.y(value) + 4, label(value)));
    }
    for (int step = 7; step <= scale.steps; step += 7) {
      svg.append(
          number(
              "<text x=\"%.1f\" y=\"%d\" text-anchor=\"middle\">%d</text>%n",
              scale.x(step - 1), HEIGHT - BOTTOM + 18, step));
    }
    svg.append(
        number(
            "<text x=\"%d\" y=\"%d\">days after the origin</text>%n",
            WIDTH - RIGHT + 10, HEIGHT - BOTTOM + 18));
  }

  private void draw(StringBuilder svg, Scale scale, int index) {
    Line line = lines.get(index);
    String colour = COLOURS.get(index % COLOURS.size());
    int y = TOP + 16 * index;
    svg.append(
        "<path d=\"%s\" fill=\"none\" stroke=\"%s\" stroke-width=\"1.8\"/>%n"
            .formatted(line.path(scale), colour));
    svg.append(
        "<path d=\"M%d %dh16\" stroke=\"%s\" stroke-width=\"3\"/><text x=\"%d\" y=\"%d\">%s</text>%n"
            .formatted(
                WIDTH - RIGHT + 10, y, colour, WIDTH - RIGHT + 32, y + 4, escaped(line.name)));
  }

  /** The next of 1, 2, 2.5, 5 times a power of ten. */
  private static double nice(double value) {
    double power = Math.pow(10, Math.floor(Math.log10(Math.max(value, 1e-9))));
    for (double factor : new double[] {1, 2, 2.5, 5}) {
      if (value <= factor * power) {
        return factor * power;
      }
    }
    return 10 * power;
  }

  private static String label(double value) {
    return value == Math.rint(value)
        ? String.format(Locale.ROOT, "%.0f", value)
        : String.format(Locale.ROOT, "%.3g", value);
  }

  private static String number(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }

  private record Scale(double most, int steps) {
    double x(int index) {
      return LEFT + (double) (WIDTH - LEFT - RIGHT) * index / (steps - 1);
    }

    double y(double value) {
      return HEIGHT - BOTTOM - (HEIGHT - TOP - BOTTOM) * Math.min(value, most) / most;
    }

    String point(int index, double value) {
      return number("%.1f %.1f", x(index), y(value));
    }
  }

  private record Line(String name, double[] values) {
    String path(Scale scale) {
      StringBuilder path = new StringBuilder();
      boolean isDrawing = false;
      for (int i = 0; i < values.length; i++) {
        if (Double.isFinite(values[i])) {
          path.append(isDrawing ? "L" : "M").append(scale.point(i, values[i]));
          isDrawing = true;
        } else {
          isDrawing = false;
        }
      }
      return path.toString();
    }
  }

  private record Band(double[] lower, double[] upper) {
    String path(Scale scale) {
      StringBuilder path = new StringBuilder(new Line("", lower).path(scale));
      for (int i = upper.length - 1; i >= 0; i--) {
        path.append("L").append(scale.point(i, upper[i]));
      }
      return path.toString();
    }
  }
}

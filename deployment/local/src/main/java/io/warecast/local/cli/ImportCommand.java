package io.warecast.local.cli;

import io.warecast.local.importing.DataImport;
import io.warecast.local.importing.MissingDays;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** {@code warecast import}: replaces the lake's data by a data set in its original files. */
@Command(
    name = "import",
    description = "Replace the lake's data by a data set in its original files.",
    synopsisSubcommandLabel = "(m5 | rohlik | csv)",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Nothing changes unless the whole import succeeds. Rows that are refused are kept with",
      "their reasons in the folder 'rejects' beside the lake."
    })
public final class ImportCommand {

  @Command(
      name = "m5",
      description =
          "The M5 competition's files: sales.csv, sell_prices.csv and calendar.csv, gzipped or not.",
      mixinStandardHelpOptions = true,
      showDefaultValues = true)
  int m5(@Mixin ImportOptions options) {
    return options.run(DataImport.m5());
  }

  @Command(
      name = "rohlik",
      description =
          "The Rohlik orders competition's files: orders.csv, calendar.csv, calendar_future.csv.",
      mixinStandardHelpOptions = true,
      showDefaultValues = true)
  int rohlik(@Mixin ImportOptions options) {
    return options.run(DataImport.rohlik());
  }

  @Command(
      name = "csv",
      description = "Own data in the plain CSV form that docs/data-formats.md describes.",
      mixinStandardHelpOptions = true,
      showDefaultValues = true)
  int csv(
      @Mixin ImportOptions options,
      @Option(
              names = "--missing-days",
              paramLabel = "MEANING",
              defaultValue = "zero",
              converter = MissingDaysConverter.class,
              description =
                  "What a day without a row means, between a series' first day and the data set's"
                      + " last: zero (nothing sold) or unknown.")
          MissingDays missingDays) {
    return options.run(DataImport.csv(missingDays));
  }

  static final class MissingDaysConverter implements ITypeConverter<MissingDays> {
    @Override
    public MissingDays convert(String value) {
      try {
        return MissingDays.valueOf(value.toUpperCase(Locale.ROOT));
      } catch (IllegalArgumentException e) {
        throw new TypeConversionException("expected zero or unknown but was '" + value + "'");
      }
    }
  }
}

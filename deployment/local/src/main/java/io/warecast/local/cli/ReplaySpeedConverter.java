package io.warecast.local.cli;

import io.warecast.local.replay.ReplaySpeed;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a speed such as {@code 600x} from the command line. */
final class ReplaySpeedConverter implements ITypeConverter<ReplaySpeed> {
  @Override
  public ReplaySpeed convert(String text) {
    try {
      return ReplaySpeed.parse(text);
    } catch (IllegalArgumentException e) {
      throw new TypeConversionException(e.getMessage());
    }
  }
}

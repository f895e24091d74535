package io.warecast.local.cli;

import io.warecast.domain.forecast.WhatIf;
import java.util.ArrayList;
import java.util.List;

/** What a request supposes, in words. */
final class WhatIfText {

  private WhatIfText() {}

  static String of(WhatIf whatIf) {
    List<String> parts = new ArrayList<>();
    if (whatIf.price() != null) {
      parts.add("price " + whatIf.price());
    }
    if (whatIf.promoted() != null) {
      parts.add(whatIf.promoted() ? "promoted" : "not promoted");
    }
    if (whatIf.temperature() != null) {
      parts.add(whatIf.temperature() + " °C");
    }
    if (whatIf.precipitation() != null) {
      parts.add(whatIf.precipitation() + " mm of rain");
    }
    return String.join(", ", parts);
  }
}

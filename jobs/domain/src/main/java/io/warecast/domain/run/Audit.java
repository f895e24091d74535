package io.warecast.domain.run;

import java.util.List;

/** What was checked of a run's staged forecasts before they may be seen. */
public record Audit(List<AuditCheck> checks) {

  public Audit {
    checks = List.copyOf(checks);
  }

  /** Whether every check passed. */
  public boolean passed() {
    return failures().isEmpty();
  }

  /** The checks that did not pass. */
  public List<AuditCheck> failures() {
    return checks.stream().filter(check -> !check.passed()).toList();
  }
}

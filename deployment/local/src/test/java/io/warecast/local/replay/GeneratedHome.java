package io.warecast.local.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.warecast.local.cli.GenerateCommand;
import io.warecast.local.sample.SamplePlan;
import io.warecast.local.server.Home;
import io.warecast.local.server.StackHomes;
import java.nio.file.Path;
import java.time.LocalDate;
import picocli.CommandLine;

/** Homes with little sample data. */
final class GeneratedHome {

  static final SamplePlan PLAN = new SamplePlan(3, 2, 6, 60, LocalDate.parse("2026-03-09"));

  private GeneratedHome() {}

  static Home in(Path folder) {
    Home home = StackHomes.in(folder);
    generate(home, PLAN);
    return home;
  }

  static void generate(Home home, SamplePlan plan) {
    int code =
        new CommandLine(new GenerateCommand())
            .execute(
                "--quiet",
                "--seed=" + plan.seed(),
                "--warehouses=" + plan.warehouses(),
                "--items=" + plan.items(),
                "--days=" + plan.days(),
                "--order-days=1",
                "--end=" + plan.end(),
                "--lake=" + home.lake());
    assertThat(code).isZero();
  }
}

package io.warecast.pipeline;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The directions that imports may go in {@code jobs}. */
@AnalyzeClasses(
    packages = "io.warecast",
    importOptions = {DoNotIncludeTests.class, ArchitectureTest.NoTestJars.class})
class ArchitectureTest {

  @ArchTest
  static final ArchRule domainIsPlainJava =
      classes()
          .that()
          .resideInAPackage("io.warecast.domain..")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "java..", "org.jspecify..", "com.fasterxml.jackson..", "io.warecast.domain..");

  @ArchTest
  static final ArchRule scoringKnowsNoPipelineAndOfFlinkOnlyItsFileSystems =
      classes()
          .that()
          .resideInAPackage("io.warecast.scoring..")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "java..",
              "org.jspecify..",
              "org.slf4j..",
              "com.fasterxml.jackson.core..",
              "ml.dmlc.xgboost4j..",
              "org.apache.flink.core.fs..",
              "io.warecast.domain..",
              "io.warecast.scoring..");

  @ArchTest
  static final ArchRule onlyScoringKnowsXgboost =
      noClasses()
          .that()
          .resideOutsideOfPackage("io.warecast.scoring..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("ml.dmlc..");

  @ArchTest
  static final ArchRule importsInThePipelineGoOneWay =
      layeredArchitecture()
          .consideringOnlyDependenciesInLayers()
          .layer("job")
          .definedBy("io.warecast.pipeline.job..")
          .layer("topology")
          .definedBy("io.warecast.pipeline.topology..")
          .layer("operator")
          .definedBy("io.warecast.pipeline.operator..")
          .layer("backtest")
          .definedBy("io.warecast.pipeline.backtest..")
          .layer("run")
          .definedBy("io.warecast.pipeline.run..")
          .layer("connector")
          .definedBy("io.warecast.pipeline.connector..")
          .whereLayer("job")
          .mayNotBeAccessedByAnyLayer()
          .whereLayer("topology")
          .mayOnlyAccessLayers("operator")
          .whereLayer("backtest")
          .mayOnlyAccessLayers("connector")
          .whereLayer("run")
          .mayOnlyAccessLayers("connector")
          .whereLayer("operator")
          .mayNotAccessAnyLayer()
          .whereLayer("connector")
          .mayNotAccessAnyLayer();

  @ArchTest
  static final ArchRule packagesHaveNoCycles =
      slices().matching("io.warecast.(**)").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule namesSayWhatAClassIs =
      noClasses()
          .should()
          .haveNameMatching(".*(Util|Utils|Helper|Manager|Impl)")
          .orShould()
          .resideInAnyPackage("..util..", "..common..", "..helper..", "..manager..", "..impl..");

  /** Tests of other modules come as jars. */
  static final class NoTestJars implements ImportOption {
    @Override
    public boolean includes(Location location) {
      return !location.contains("-tests.jar");
    }
  }
}

package io.warecast.udf;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "io.warecast.udf", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

  @ArchTest
  static final ArchRule adaptsDomainAndScoringToFlinkSqlAndKnowsNothingElse =
      classes()
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "java..",
              "org.jspecify..",
              "org.apache.flink.api.common..",
              "org.apache.flink.configuration..",
              "org.apache.flink.types..",
              "org.apache.flink.table..",
              "io.warecast.domain..",
              "io.warecast.scoring..",
              "io.warecast.udf..");
}

package io.warecast.gateway;

import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.equivalentTo;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;

@AnalyzeClasses(packages = "io.warecast.gateway", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

  @ArchTest
  static final ArchRule onlyModelsUseScoring =
      noClasses()
          .that()
          .resideOutsideOfPackage("io.warecast.gateway.model..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("io.warecast.scoring..");

  @ArchTest
  static final ArchRule usesOnlyDomainAndScoringOfTheOtherModules =
      classes()
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "java..",
              "javax.crypto..",
              "org.jspecify..",
              "org.slf4j..",
              "picocli..",
              "com.fasterxml.jackson.core..",
              "com.fasterxml.jackson.databind..",
              "com.github.benmanes.caffeine..",
              "org.yaml.snakeyaml..",
              "io.vertx..",
              "io.micrometer.core..",
              "io.micrometer.prometheusmetrics..",
              "com.nimbusds.jose..",
              "org.apache.kafka.clients..",
              "org.apache.kafka.common..",
              "org.apache.logging.log4j.core.util..",
              "io.netty.handler.codec..",
              "io.warecast.domain..",
              "io.warecast.scoring..",
              "io.warecast.gateway..");

  @ArchTest
  static final ArchRule packagesHaveNoCycles =
      slices().matching("io.warecast.gateway.(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule onlyTheCommandTouchesFilesAndSockets =
      noClasses()
          .that()
          .doNotBelongToAnyOf(GuardOptions.class, TokenOptions.class)
          .and(haveNoThreadOfTheirOwn())
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("java.nio.file..", "java.nio.channels..", "java.sql..")
          .orShould()
          .dependOnClassesThat(
              assignableTo(java.io.File.class)
                  .or(assignableTo(java.io.FileInputStream.class))
                  .or(assignableTo(java.net.Socket.class))
                  .or(assignableTo(java.net.URLConnection.class)));

  @ArchTest
  static final ArchRule nothingOnAnEventLoopWaits =
      noClasses()
          .that()
          .doNotBelongToAnyOf(GatewayMain.class)
          .and(haveNoThreadOfTheirOwn())
          .should()
          .callMethodWhere(
              waits(Future.class, "get")
                  .or(waits(java.util.concurrent.CompletableFuture.class, "get|join"))
                  .or(waits(CompletionStage.class, "get|join|toCompletableFuture"))
                  .or(waits(io.vertx.core.Future.class, "await|toCompletionStage"))
                  .or(waits(Thread.class, "sleep|join"))
                  .or(waits(Object.class, "wait"))
                  .or(waits(CountDownLatch.class, "await"))
                  .or(waits(java.util.concurrent.Semaphore.class, "acquire.*"))
                  .or(waits(java.util.concurrent.locks.Lock.class, "lock.*"))
                  .or(waits(BlockingQueue.class, "take|put|poll"))
                  .or(waits(io.vertx.core.file.FileSystem.class, ".*Blocking"))
                  .or(
                      target(owner(equivalentTo(io.vertx.core.Vertx.class)))
                          .and(target(nameMatching("executeBlocking")))));

  /** The audit goes to disk, Kafka and PostgreSQL in threads that serve nobody. */
  private static com.tngtech.archunit.base.DescribedPredicate<
          com.tngtech.archunit.core.domain.JavaClass>
      haveNoThreadOfTheirOwn() {
    return com.tngtech.archunit.base.DescribedPredicate.describe(
        "have no thread of their own",
        type ->
            !type.getPackageName().equals("io.warecast.gateway.audit")
                || type.getSimpleName().equals("AuditHandler"));
  }

  private static com.tngtech.archunit.base.DescribedPredicate<JavaCall<?>> waits(
      Class<?> type, String methods) {
    return target(owner(assignableTo(type))).and(target(nameMatching(methods)));
  }
}

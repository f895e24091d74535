package io.warecast.gateway.model;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import io.warecast.domain.ActionableException;
import io.warecast.domain.feature.DemandFeatures;
import io.warecast.domain.model.ModelAliases;
import io.warecast.domain.model.ModelManifest;
import io.warecast.domain.promotion.Outcome;
import io.warecast.domain.promotion.Promotion;
import io.warecast.gateway.backend.Breaker;
import io.warecast.gateway.backend.Limits;
import io.warecast.gateway.problem.Problem;
import io.warecast.gateway.problem.ProblemException;
import io.warecast.gateway.problem.ProblemKind;
import io.warecast.scoring.model.DemandModel;
import io.warecast.scoring.model.RatioPredictions;
import io.warecast.scoring.promotion.CandidatePromotion;
import io.warecast.scoring.promotion.GateLimits;
import io.warecast.scoring.promotion.PromotionGate;
import io.warecast.scoring.registry.ModelRegistry;
import io.warecast.scoring.registry.VersionNames;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The registry of the model, and its boosters, in a small pool of threads: both wait, for files and
 * for native code. Of use on any event loop.
 */
public final class Models {

  /** The model that the jobs work with. */
  public static final String NAME = "demand";

  private static final Logger LOG = LoggerFactory.getLogger(Models.class);
  private static final int THREADS = 2;
  private static final int MOST_WAITING = 64;
  private static final int MOST_LOADED = 3;
  private static final long TIMEOUT_MILLIS = 5_000;

  private final @Nullable ModelRegistry registry;
  private final WorkerExecutor workers;
  private final Breaker breaker;
  private final AtomicInteger waiting = new AtomicInteger();
  private final LoadedModels loaded = new LoadedModels(MOST_LOADED);

  /** What is known of a version. */
  record Version(ModelManifest manifest, List<String> aliases, Optional<Promotion> decision) {}

  /** All versions, the newest first. */
  record Listing(ModelAliases aliases, List<Version> versions) {}

  /** A version with its card for people. */
  record Detail(Version version, Optional<String> card) {}

  /** Predictions with the version that made them. */
  record Inferred(String version, float[] levels, RatioPredictions predictions) {}

  private Models(@Nullable ModelRegistry registry, WorkerExecutor workers, Breaker breaker) {
    this.registry = registry;
    this.workers = workers;
    this.breaker = breaker;
  }

  /**
   * Reads nothing yet.
   *
   * @param root URI of the folder of all models; without, every question fails with a 503 problem
   */
  public static Models create(Vertx vertx, Optional<String> root, Limits limits) {
    return new Models(
        root.map(uri -> ModelRegistry.at(uri, NAME)).orElse(null),
        vertx.createSharedWorkerExecutor("gateway-models", THREADS, 30, TimeUnit.SECONDS),
        Breaker.create(vertx, "models", limits, root.isPresent()));
  }

  public Breaker breaker() {
    return breaker;
  }

  Future<Listing> list() {
    return ask(
        models -> {
          ModelAliases aliases = models.aliases();
          List<Version> versions =
              models.versions().stream()
                  .filter(manifest -> !VersionNames.isAuxiliary(manifest.version()))
                  .sorted(Comparator.comparing(ModelManifest::version).reversed())
                  .map(manifest -> version(models, aliases, manifest))
                  .toList();
          return new Listing(aliases, versions);
        });
  }

  Future<Detail> find(String aliasOrVersion) {
    return ask(
        models -> {
          ModelManifest manifest = known(models, aliasOrVersion);
          return new Detail(
              version(models, models.aliases(), manifest),
              models.attachment(manifest.version(), ModelRegistry.CARD_FILE));
        });
  }

  /** The version that a name stands for; the name itself where there is no registry. */
  public Future<String> resolve(String aliasOrVersion) {
    return registry == null
        ? Future.succeededFuture(aliasOrVersion)
        : this.<String>ask(models -> models.aliases().resolve(aliasOrVersion))
            .otherwise(aliasOrVersion);
  }

  /** Makes a version the one in use and tells the aliases then. */
  Future<ModelAliases> promote(String aliasOrVersion, String warehouseId, boolean force) {
    return ask(
        models -> {
          ModelManifest manifest = known(models, aliasOrVersion);
          String version = manifest.version();
          String trainedOn = manifest.warehouseId();
          if (!force && !trainedOn.isEmpty() && !trainedOn.equals(warehouseId)) {
            throw conflict(
                "Model version '%s' knows warehouse '%s' only; name that, or send force to use it elsewhere all the same."
                    .formatted(version, trainedOn));
          }
          Optional<Promotion> decision = models.promotion(version);
          if (!force && decision.map(d -> d.outcome() == Outcome.REFUSED).orElse(true)) {
            throw conflict(
                "The promotion gate has %s version '%s'; send force to use it all the same."
                    .formatted(decision.isPresent() ? "refused" : "never seen", version));
          }
          requireUsable(models, version);
          new CandidatePromotion(models, new PromotionGate(GateLimits.STANDARD))
              .promoteByHand(version, warehouseId, force);
          return models.aliases();
        });
  }

  /** Returns to the version that was used before and tells the aliases then. */
  Future<ModelAliases> rollBack(String warehouseId) {
    return ask(
        models -> {
          if (models.aliases().rolledBack(warehouseId).isEmpty()) {
            throw conflict("There is no previous model version to return to.");
          }
          models.change(aliases -> aliases.rolledBack(warehouseId).orElse(aliases));
          return models.aliases();
        });
  }

  /** Asks a version about rows of features. */
  Future<Inferred> infer(String aliasOrVersion, float[] rows, int count) {
    return ask(
        models -> {
          String version = known(models, aliasOrVersion).version();
          return loaded.with(
              version,
              () -> models.load(version, DemandFeatures.SCHEMA, 1),
              model -> new Inferred(version, model.levels(), model.predict(rows, count)));
        });
  }

  /** Whether a version can be asked; loads it. Tells its name. */
  Future<String> load(String aliasOrVersion) {
    return ask(
        models -> {
          String version = known(models, aliasOrVersion).version();
          return loaded.with(
              version, () -> models.load(version, DemandFeatures.SCHEMA, 1), DemandModel::version);
        });
  }

  private interface Question<T> {
    T ask(ModelRegistry models) throws Exception;
  }

  private <T> Future<T> ask(Question<T> question) {
    ModelRegistry models = registry;
    if (models == null) {
      return Future.failedFuture(
          Problem.unavailable("This gateway was started without a model registry: give --models.")
              .toException());
    }
    if (waiting.get() >= MOST_WAITING) {
      return Future.failedFuture(
          Problem.overloaded("Too many questions wait for the models.").toException());
    }
    waiting.incrementAndGet();
    Callable<T> task = () -> question.ask(models);
    return breaker.ask(
        () ->
            workers
                .executeBlocking(task, false)
                .onComplete(done -> waiting.decrementAndGet())
                .timeout(TIMEOUT_MILLIS, TimeUnit.MILLISECONDS)
                .recover(Models::recover));
  }

  private static <T> Future<T> recover(Throwable cause) {
    if (cause instanceof ProblemException) {
      return Future.failedFuture(cause);
    }
    LOG.warn("the model registry does not answer", cause);
    return Future.failedFuture(
        Problem.unavailable("The model registry cannot be read; the gateway's log has the cause.")
            .toException());
  }

  private static Version version(
      ModelRegistry models, ModelAliases aliases, ModelManifest manifest) {
    return new Version(
        manifest, aliases.of(manifest.version()), models.promotion(manifest.version()));
  }

  private static ModelManifest known(ModelRegistry models, String aliasOrVersion) {
    String version = models.aliases().resolve(aliasOrVersion);
    if (!models.has(version)) {
      throw Problem.of(
              ProblemKind.UNKNOWN_MODEL,
              "There is no model version '%s'; see /api/v1/models.".formatted(aliasOrVersion))
          .toException();
    }
    return models.manifest(version);
  }

  private static void requireUsable(ModelRegistry models, String version) {
    try {
      models.load(version, DemandFeatures.SCHEMA, 1).close();
    } catch (ActionableException e) {
      LOG.warn("model version {} cannot be promoted", version, e);
      throw conflict("The files of version '%s' cannot be used.".formatted(version));
    }
  }

  private static ProblemException conflict(String detail) {
    return Problem.of(ProblemKind.CONFLICT, detail).toException();
  }

  /** Lets the boosters go. */
  public void close() {
    loaded.close();
    workers.close();
  }

  /** Models in memory, the least recently used let go first; each is asked by one thread. */
  private static final class LoadedModels {
    private final int most;
    private final Map<String, DemandModel> models = new LinkedHashMap<>(8, 0.75f, true);

    LoadedModels(int most) {
      this.most = most;
    }

    interface Use<T> {
      T of(DemandModel model);
    }

    synchronized <T> T with(String version, Callable<DemandModel> loading, Use<T> use)
        throws Exception {
      DemandModel model = models.get(version);
      if (model == null) {
        model = loading.call();
        models.put(version, model);
        if (models.size() > most) {
          models.remove(models.keySet().iterator().next()).close();
        }
      }
      return use.of(model);
    }

    synchronized void close() {
      models.values().forEach(DemandModel::close);
      models.clear();
    }
  }
}

package io.warecast.scoring.training;

import io.warecast.domain.feature.FeatureSchema;
import io.warecast.scoring.model.ModelException;
import java.time.Duration;
import java.util.SplittableRandom;
import ml.dmlc.xgboost4j.java.Booster;
import ml.dmlc.xgboost4j.java.DMatrix;
import ml.dmlc.xgboost4j.java.XGBoost;
import ml.dmlc.xgboost4j.java.XGBoostError;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks for parameters of the mean booster that do better on later days than the defaults: at
 * random (Bergstra and Bengio 2012), until a time is over. Each trial is fitted to the earlier rows
 * and stopped early when the error on the later ones has not fallen for some rounds; never on rows
 * drawn at random, which share their days with the rows of the fit.
 */
final class ParameterSearch {

  private static final Logger LOG = LoggerFactory.getLogger(ParameterSearch.class);

  private static final int MOST_ROUNDS = 400;
  private static final int PATIENCE = 25;
  private static final int LEAST_ROUNDS = 20;

  /** Better by less than this share is chance, and the defaults have been proven elsewhere. */
  private static final double MARGIN = .002;

  private final TrainingRows earlier;
  private final TrainingRows later;
  private final FeatureSchema schema;

  ParameterSearch(TrainingRows earlier, TrainingRows later, FeatureSchema schema) {
    this.earlier = earlier;
    this.later = later;
    this.schema = schema;
  }

  /**
   * The best configuration that was found; the given one when none is better.
   *
   * @param budget from now on; the first trial, of the given configuration, is always finished
   */
  TrainingConfig run(TrainingConfig start, Duration budget) {
    long deadline = System.nanoTime() + budget.toNanos();
    SplittableRandom random = new SplittableRandom(start.seed());
    try {
      DMatrix fitted = ModelTrainer.matrix(earlier, schema, start.features());
      try {
        DMatrix seen = ModelTrainer.matrix(later, schema, start.features());
        try {
          Trial best = new Trial(start, error(fitted, seen, start), start.mean().rounds());
          LOG.info("Search begins at {} with the defaults", best.error());
          double toBeat = best.error() * (1 - MARGIN);
          for (int number = 1; System.nanoTime() < deadline; number++) {
            Trial trial = trial(fitted, seen, draw(start, random), deadline);
            if (trial.error() < toBeat) {
              LOG.info("Trial {} is better: {}, {}", number, trial.error(), trial.config().mean());
              best = trial;
              toBeat = trial.error();
            }
          }
          return best.config()
              .withMean(
                  best.config().mean().withRounds(best.rounds()), best.config().tweediePower());
        } finally {
          seen.dispose();
        }
      } finally {
        fitted.dispose();
      }
    } catch (XGBoostError e) {
      throw new ModelException("XGBoost cannot train: " + e.getMessage(), e);
    }
  }

  private static TrainingConfig draw(TrainingConfig start, SplittableRandom random) {
    TreeParameters trees =
        new TreeParameters(
            MOST_ROUNDS,
            random.nextInt(3, 8),
            logUniform(random, .03, .25),
            random.nextDouble(.5, 1),
            random.nextDouble(.4, 1),
            logUniform(random, 5, 300),
            logUniform(random, .5, 30),
            start.mean().minSplitGain());
    return start.withMean(trees, random.nextDouble(1.05, 1.5));
  }

  private static double logUniform(SplittableRandom random, double from, double to) {
    return Math.exp(random.nextDouble(Math.log(from), Math.log(to)));
  }

  /** Error of a fit of as many rounds as the configuration says. */
  private static double error(DMatrix fitted, DMatrix seen, TrainingConfig config)
      throws XGBoostError {
    Booster booster =
        XGBoost.train(
            fitted,
            config.meanParameters(),
            config.mean().rounds(),
            java.util.Map.of(),
            null,
            null);
    try {
      return rmse(booster, seen, 0);
    } finally {
      booster.dispose();
    }
  }

  private static Trial trial(DMatrix fitted, DMatrix seen, TrainingConfig config, long deadline)
      throws XGBoostError {
    Booster booster =
        XGBoost.train(fitted, config.meanParameters(), 1, java.util.Map.of(), null, null);
    try {
      double least = Double.POSITIVE_INFINITY;
      int rounds = 1;
      for (int round = 1; round < config.mean().rounds(); round++) {
        if (Thread.currentThread().isInterrupted()) {
          throw new ModelException("training was cancelled");
        }
        booster.update(fitted, round);
        double error = rmse(booster, seen, round);
        if (error < least) {
          least = error;
          rounds = round + 1;
        }
        if (round - rounds >= PATIENCE || System.nanoTime() > deadline) {
          break;
        }
      }
      // A minimum in the first rounds is a dip on the way, no fit.
      return new Trial(config, rounds < LEAST_ROUNDS ? Double.POSITIVE_INFINITY : least, rounds);
    } finally {
      booster.dispose();
    }
  }

  /** Root of the weighted mean squared error, of the text that XGBoost writes it into. */
  private static double rmse(Booster booster, DMatrix seen, int round) throws XGBoostError {
    booster.setParam("eval_metric", "rmse");
    String text = booster.evalSet(new DMatrix[] {seen}, new String[] {"later"}, round);
    int at = text.lastIndexOf("rmse:");
    if (at < 0) {
      throw new ModelException("XGBoost measured no error: " + text);
    }
    return Double.parseDouble(text.substring(at + "rmse:".length()).strip());
  }

  private record Trial(TrainingConfig config, double error, int rounds) {}
}

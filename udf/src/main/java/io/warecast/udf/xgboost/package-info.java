/** The Flink SQL model provider {@code xgboost}: XGBoost models inside {@code ML_PREDICT}. */
@NullMarked
package io.warecast.udf.xgboost;

import org.jspecify.annotations.NullMarked;

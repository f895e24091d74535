/**
 * The lake: history, covariates and forecasts as zstd-compressed Parquet on any Flink file system,
 * readable by any tool that knows Parquet.
 *
 * <p>{@code manifest.json} in the root names the files that count, for all data sets at once; files
 * that it does not name (of the import before, or of one that was killed) lie beside them and must
 * be passed over. No value is null: unknown units, prices and weather are {@code NaN}, a name that
 * is missing is empty. Days are dates, instants are UTC with milliseconds.
 *
 * <ul>
 *   <li>{@code demand/}: warehouse_id, item_id, first_day, units list of float; a series may have
 *       several rows, group series ({@code _total}, {@code _category:NAME}) stand beside the items
 *   <li>{@code offers/}: warehouse_id, item_id, from_days list of date, prices list of float,
 *       promoted list of boolean; entry i holds from its day to the next entry
 *   <li>{@code calendar/}: warehouse_id, day, kind, name
 *   <li>{@code warehouses/}: warehouse_id, region, time_zone
 *   <li>{@code items/}: item_id, category, department
 *   <li>{@code weather/}: warehouse_id, day, issued_day, temperature, precipitation
 *   <li>{@code raw/orders/}: event_id, warehouse_id, item_id, quantity, ordered_at
 *   <li>{@code raw/stream/SNAPSHOT/day=DAY/}: as {@code raw/orders/}, by UTC day of the order;
 *       written by the continuous job and not in the manifest: every file without a dot in front
 *       counts
 *   <li>{@code forecasts/origin=DAY/run=ID/}: {@code parquet/} with warehouse_id, item_id,
 *       target_date, mean, lower, upper, levels and quantiles (lists of float), model_version,
 *       tier, method; {@code csv/} with the first six and the method; {@code manifest.json} once
 *       the run is published
 * </ul>
 *
 * <p>Records pass between Parquet and the domain through parquet-java's own record API rather than
 * Flink's vectorized row format, which boxes each element of a list.
 */
@NullMarked
package io.warecast.pipeline.connector.lake;

import org.jspecify.annotations.NullMarked;

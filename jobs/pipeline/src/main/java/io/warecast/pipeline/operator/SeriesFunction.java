package io.warecast.pipeline.operator;

import io.warecast.domain.model.ModelReference;
import java.io.Serializable;
import org.apache.flink.util.Collector;

/**
 * What a {@link SeriesOperator} does with each series that is due. May hold results back to work on
 * several series at once, but only until {@link #flush}.
 *
 * @param <T> what comes out
 */
public interface SeriesFunction<T> extends Serializable {

  /** Called once in each subtask before anything else. */
  void open();

  /** A model has been activated; the next series are to use it. */
  void activate(ModelReference model);

  /**
   * A series' origin has come.
   *
   * @return whether something is now held back that a {@link #flush} must release
   */
  boolean apply(SeriesAtOrigin series, Collector<T> out) throws Exception;

  /** Releases everything that is held back. */
  void flush(Collector<T> out) throws Exception;

  /** Frees what {@link #open} and {@link #activate} took. */
  void close();
}

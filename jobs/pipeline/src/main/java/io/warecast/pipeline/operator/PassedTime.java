package io.warecast.pipeline.operator;

import java.util.List;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.OperatorStateStore;
import org.apache.flink.api.common.typeinfo.Types;

/**
 * The watermark that has passed, kept over a restart: Flink's own begins anew, and until the first
 * one comes nobody would know that the seed is in and which days are closed.
 */
final class PassedTime {

  private final ListState<Long> watermarks;
  private long watermark = Long.MIN_VALUE;

  PassedTime(OperatorStateStore store) throws Exception {
    watermarks = store.getUnionListState(new ListStateDescriptor<>("passed-watermark", Types.LONG));
  }

  /**
   * Goes on from a snapshot. All subtasks had the same watermark before its barrier, since sources
   * send both to all of them.
   */
  void restore() throws Exception {
    for (long restored : watermarks.get()) {
      watermark = Math.max(watermark, restored);
    }
  }

  void passes(long newWatermark) {
    watermark = Math.max(watermark, newWatermark);
  }

  /** Epoch millis up to which all demand is known; the least long while there is none. */
  long watermark() {
    return watermark;
  }

  void snapshot() throws Exception {
    watermarks.update(List.of(watermark));
  }
}

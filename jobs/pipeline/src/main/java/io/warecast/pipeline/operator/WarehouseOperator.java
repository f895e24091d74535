package io.warecast.pipeline.operator;

import io.warecast.domain.ActionableException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.flink.api.common.accumulators.ListAccumulator;
import org.apache.flink.api.common.accumulators.LongCounter;
import org.apache.flink.api.common.functions.Partitioner;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.BoundedOneInput;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gathers what belongs to each warehouse and, when the last has come, does its work for one of its
 * warehouses after the other; gives out the ids of those whose work is done. The others, the {@link
 * PassedOver}, are told by an accumulator, and keep nothing from those that come after them. For
 * bounded input.
 *
 * <p>Warehouses are dealt out to the subtasks in turn: by the hash of their ids, of which there are
 * few, one subtask would often have most of them.
 *
 * @param <T> what comes
 */
public final class WarehouseOperator<T> extends AbstractStreamOperator<String>
    implements OneInputStreamOperator<T, String>, BoundedOneInput {

  /** Accumulator: the warehouses that were passed over. */
  public static final String PASSED_OVER = "passed_over";

  private static final long serialVersionUID = 1L;
  private static final Logger LOG = LoggerFactory.getLogger(WarehouseOperator.class);

  private final ArrayList<String> warehouseIds;
  private final WarehouseWork<T> work;
  private transient Map<String, List<T>> gathered;
  private transient ListAccumulator<PassedOver> passedOver;
  private transient LongCounter roundsDone;

  WarehouseOperator(List<String> warehouseIds, WarehouseWork<T> work) {
    this.warehouseIds = new ArrayList<>(warehouseIds);
    this.work = work;
    this.gathered = new HashMap<>();
    this.passedOver = new ListAccumulator<>();
    this.roundsDone = new LongCounter();
  }

  /**
   * Does the work of each warehouse in one of the subtasks.
   *
   * @param name of the operator and its uid
   * @param input of these warehouses only
   * @param warehouseIds those that there is work for, also when nothing comes for them
   */
  public static <T> DataStream<String> of(
      String name, DataStream<T> input, List<String> warehouseIds, WarehouseWork<T> work) {
    Map<String, Integer> places = new HashMap<>();
    warehouseIds.forEach(id -> places.put(id, places.size()));
    HashMap<String, Integer> serializable = new HashMap<>(places);
    return input
        .partitionCustom(new InTurn(), each -> serializable.get(work.warehouseId(each)))
        .transform(name, Types.STRING, new WarehouseOperator<>(warehouseIds, work))
        .uid(name);
  }

  @Override
  public void open() throws Exception {
    super.open();
    gathered = new HashMap<>();
    passedOver = new ListAccumulator<>();
    roundsDone = new LongCounter();
    getRuntimeContext().addAccumulator(PASSED_OVER, passedOver);
    getRuntimeContext().addAccumulator(TrainingOperator.ROUNDS_DONE, roundsDone);
  }

  @Override
  public void processElement(StreamRecord<T> element) {
    gathered
        .computeIfAbsent(work.warehouseId(element.getValue()), id -> new ArrayList<>())
        .add(element.getValue());
  }

  @Override
  public void endInput() {
    int subtask = getRuntimeContext().getTaskInfo().getIndexOfThisSubtask();
    int subtasks = getRuntimeContext().getTaskInfo().getNumberOfParallelSubtasks();
    for (int place = subtask; place < warehouseIds.size(); place += subtasks) {
      run(warehouseIds.get(place));
    }
  }

  private void run(String warehouseId) {
    List<T> all = gathered.remove(warehouseId);
    try {
      Optional<String> reason =
          work.run(warehouseId, all == null ? new ArrayList<>() : all, () -> roundsDone.add(1));
      if (reason.isPresent()) {
        passedOver.add(new PassedOver(warehouseId, false, reason.get()));
      } else {
        output.collect(new StreamRecord<>(warehouseId));
      }
    } catch (RuntimeException e) {
      if (Thread.currentThread().isInterrupted()) {
        throw e;
      }
      LOG.warn("{} failed for warehouse {}", getOperatorName(), warehouseId, e);
      passedOver.add(new PassedOver(warehouseId, true, reason(e)));
    }
  }

  private static String reason(RuntimeException e) {
    return e instanceof ActionableException ? String.valueOf(e.getMessage()) : e.toString();
  }

  /** Deals places out to the subtasks, as {@link #endInput} takes them up. */
  private static final class InTurn implements Partitioner<Integer> {

    private static final long serialVersionUID = 1L;

    @Override
    public int partition(Integer place, int subtasks) {
      return place % subtasks;
    }
  }
}

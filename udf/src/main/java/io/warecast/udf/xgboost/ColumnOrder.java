package io.warecast.udf.xgboost;

import java.util.ArrayList;
import java.util.List;
import org.apache.flink.table.api.ValidationException;

/** Which SQL column stands for which column of the model. */
final class ColumnOrder {

  private ColumnOrder() {}

  /**
   * For each of the model's columns the position of its SQL column: by name when the model knows
   * names, else as they stand.
   *
   * @param kind {@code INPUT} or {@code OUTPUT}
   * @param columns names in SQL
   * @param names the model's; empty when it knows none
   * @param count of the model's columns
   * @throws ValidationException when they are not the same columns
   */
  static int[] of(String kind, List<String> columns, List<String> names, int count) {
    requireSame(kind, columns, names, count);
    int[] positions = new int[count];
    for (int i = 0; i < count; i++) {
      positions[i] = names.isEmpty() ? i : columns.indexOf(names.get(i));
    }
    return positions;
  }

  private static void requireSame(
      String kind, List<String> columns, List<String> names, int count) {
    List<String> missing = without(names, columns);
    List<String> superfluous = names.isEmpty() ? List.of() : without(columns, names);
    if (columns.size() == count && missing.isEmpty() && superfluous.isEmpty()) {
      return;
    }
    StringBuilder message = new StringBuilder();
    message.append(
        "%s has %d columns, the model %s %d"
            .formatted(kind, columns.size(), kind.equals("INPUT") ? "takes" : "gives", count));
    if (!missing.isEmpty()) {
      message.append("; missing: ").append(String.join(", ", missing));
    }
    if (!superfluous.isEmpty()) {
      message.append("; superfluous: ").append(String.join(", ", superfluous));
    }
    message.append(
        names.isEmpty()
            ? ". The model knows no names, so columns count by their place."
            : ". Columns go by name: " + String.join(", ", names) + ".");
    throw new ValidationException(message.toString());
  }

  private static List<String> without(List<String> some, List<String> others) {
    List<String> rest = new ArrayList<>(some);
    rest.removeAll(others);
    return rest;
  }
}

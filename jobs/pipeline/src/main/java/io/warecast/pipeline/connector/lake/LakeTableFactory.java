package io.warecast.pipeline.connector.lake;

import io.warecast.domain.ActionableException;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.ConfigOptions;
import org.apache.flink.table.api.ValidationException;
import org.apache.flink.table.catalog.Column;
import org.apache.flink.table.catalog.ResolvedSchema;
import org.apache.flink.table.connector.source.DynamicTableSource;
import org.apache.flink.table.factories.DynamicTableSourceFactory;
import org.apache.flink.table.factories.FactoryUtil;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.RowType;

/**
 * The SQL connector {@code warecast-lake}: reads a data set of the lake as its manifest is when a
 * query is planned. Files that the manifest does not name are not read.
 */
public final class LakeTableFactory implements DynamicTableSourceFactory {

  private static final ConfigOption<String> PATH =
      ConfigOptions.key("path")
          .stringType()
          .noDefaultValue()
          .withDescription("URI of the lake, on any Flink file system.");

  private static final ConfigOption<String> DATA_SET =
      ConfigOptions.key("data-set")
          .stringType()
          .noDefaultValue()
          .withDescription("demand, offers, calendar, warehouses, items, weather or orders.");

  @Override
  public String factoryIdentifier() {
    return "warecast-lake";
  }

  @Override
  public Set<ConfigOption<?>> requiredOptions() {
    return Set.of(PATH, DATA_SET);
  }

  @Override
  public Set<ConfigOption<?>> optionalOptions() {
    return Set.of();
  }

  @Override
  public DynamicTableSource createDynamicTableSource(Context context) {
    FactoryUtil.TableFactoryHelper helper = FactoryUtil.createTableFactoryHelper(this, context);
    helper.validate();
    LakeTable table = table(helper.getOptions().get(DATA_SET));
    requireColumns(table, context.getCatalogTable().getResolvedSchema());
    try {
      return new LakeTableSource(table, Lake.at(helper.getOptions().get(PATH)));
    } catch (ActionableException e) {
      // SQL clients show the innermost cause only.
      ValidationException shown = new ValidationException(String.valueOf(e.getMessage()));
      shown.addSuppressed(e);
      throw shown;
    }
  }

  private static LakeTable table(String dataSet) {
    return Arrays.stream(LakeTable.values())
        .filter(table -> table.dataSet().equals(dataSet))
        .findFirst()
        .orElseThrow(
            () ->
                new ValidationException(
                    "Option 'data-set' is '%s', it takes one of %s."
                        .formatted(
                            dataSet,
                            Arrays.stream(LakeTable.values()).map(LakeTable::dataSet).toList())));
  }

  private static void requireColumns(LakeTable table, ResolvedSchema schema) {
    RowType wanted = (RowType) table.type().getLogicalType();
    List<String> names =
        schema.getColumns().stream().filter(Column::isPhysical).map(Column::getName).toList();
    List<LogicalType> types =
        schema.getColumns().stream()
            .filter(Column::isPhysical)
            .map(column -> column.getDataType().getLogicalType())
            .toList();
    if (!names.equals(wanted.getFieldNames()) || !types.equals(wanted.getChildren())) {
      throw new ValidationException(
          "The data set %s has the columns %s; the table declares %s."
              .formatted(
                  table.dataSet(), wanted.asSerializableString(), schema.toPhysicalRowDataType()));
    }
  }
}

package io.warecast.udf.xgboost;

import io.warecast.domain.ActionableException;
import java.util.Set;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.ReadableConfig;
import org.apache.flink.table.api.ValidationException;
import org.apache.flink.table.catalog.ResolvedCatalogModel;
import org.apache.flink.table.factories.FactoryUtil;
import org.apache.flink.table.factories.ModelProviderFactory;
import org.apache.flink.table.ml.ModelProvider;

/**
 * Makes models of {@code CREATE MODEL ... WITH ('provider' = 'xgboost')} usable in {@code
 * ML_PREDICT}. Loads the model once while a query is planned, so that a wrong path, option or
 * column ends there.
 */
public final class XgboostModelProviderFactory implements ModelProviderFactory {

  @Override
  public String factoryIdentifier() {
    return "xgboost";
  }

  @Override
  public Set<ConfigOption<?>> requiredOptions() {
    return Set.of(XgboostOptions.PATH);
  }

  @Override
  public Set<ConfigOption<?>> optionalOptions() {
    return Set.of(XgboostOptions.NAME, XgboostOptions.VERSION, XgboostOptions.MAX_BATCH_ROWS);
  }

  @Override
  public ModelProvider createModelProvider(Context context) {
    FactoryUtil.ModelProviderFactoryHelper helper =
        FactoryUtil.createModelProviderFactoryHelper(this, context);
    helper.validate();
    ReadableConfig options = helper.getOptions();
    int maxBatchRows = XgboostOptions.maxBatchRows(options);
    ResolvedCatalogModel model = context.getCatalogModel();
    try {
      return new XgboostModelProvider(call(XgboostOptions.source(options), model), maxBatchRows);
    } catch (ActionableException e) {
      // SQL clients show the innermost cause only, which would hide the path.
      ValidationException shown = new ValidationException(e.getMessage());
      shown.addSuppressed(e);
      throw shown;
    }
  }

  private static ModelCall call(ModelSource source, ResolvedCatalogModel model) {
    ModelShape shape = source.shape();
    return new ModelCall(
        source,
        InputColumns.of(model.getResolvedInputSchema(), shape),
        OutputColumns.of(model.getResolvedOutputSchema(), shape));
  }
}

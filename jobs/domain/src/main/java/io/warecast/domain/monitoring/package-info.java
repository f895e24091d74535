/** What is looked at while forecasts are served: drift of residuals and features, and alerts. */
@NullMarked
package io.warecast.domain.monitoring;

import org.jspecify.annotations.NullMarked;

/** {@code POST /api/v1/predict}: one series, one window of days. */
@NullMarked
package io.warecast.gateway.predict;

import org.jspecify.annotations.NullMarked;

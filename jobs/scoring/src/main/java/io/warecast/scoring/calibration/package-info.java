/** What is chosen for a model on forecasts whose outcome is known: damping, methods, intervals. */
@NullMarked
package io.warecast.scoring.calibration;

import org.jspecify.annotations.NullMarked;

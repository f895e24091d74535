package io.warecast.domain.forecast;

import org.jspecify.annotations.Nullable;

/**
 * What a request supposes of the days that it asks for, in place of what is known.
 *
 * @param price of one unit
 * @param promoted whether the item is promoted
 * @param temperature mean of the day in degrees Celsius
 * @param precipitation millimetres
 */
public record WhatIf(
    @Nullable Float price,
    @Nullable Boolean promoted,
    @Nullable Float temperature,
    @Nullable Float precipitation) {

  public static final WhatIf NOTHING = new WhatIf(null, null, null, null);

  /** Whether anything is supposed. */
  public boolean isEmpty() {
    return equals(NOTHING);
  }
}

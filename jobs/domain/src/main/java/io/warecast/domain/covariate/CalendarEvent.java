package io.warecast.domain.covariate;

import java.io.Serializable;

/**
 * One special day of one warehouse, known in advance.
 *
 * @param day epoch day
 * @param name what recurs under the same name is taken for the same event, such as {@code Easter}
 */
public record CalendarEvent(String warehouseId, int day, DayKind kind, String name)
    implements Serializable {}

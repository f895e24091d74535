package io.warecast.domain.series;

/**
 * A thing that is sold, with the groups it is planned in.
 *
 * @param category forecast as a group series of each warehouse
 * @param department a finer group within the category
 */
public record Item(String id, String category, String department) {}

package io.warecast.domain.order;

/**
 * One order line as it arrives on the {@code orders} topic.
 *
 * @param eventId unique; the same id twice is the same event
 * @param quantity units; negative when cancelled or returned
 * @param orderedAt epoch millis
 */
public record OrderEvent(
    String eventId, String warehouseId, String itemId, double quantity, long orderedAt) {}

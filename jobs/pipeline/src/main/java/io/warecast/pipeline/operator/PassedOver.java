package io.warecast.pipeline.operator;

import java.io.Serializable;

/**
 * A warehouse that gets no model of its own from a training, whatever the gate would have said.
 *
 * @param isFailure whether something went wrong, rather than there being too little to learn from
 * @param reason in words
 */
public record PassedOver(String warehouseId, boolean isFailure, String reason)
    implements Serializable {}

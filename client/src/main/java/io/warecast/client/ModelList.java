package io.warecast.client;

import java.util.List;
import java.util.Map;

/**
 * Model versions, the newest first.
 *
 * @param aliases version by alias
 */
public record ModelList(String model, Map<String, String> aliases, List<ModelSummary> versions) {}

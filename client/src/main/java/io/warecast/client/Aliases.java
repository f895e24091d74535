package io.warecast.client;

import java.util.Map;

/**
 * The aliases as they are now.
 *
 * @param aliases version by alias; {@code latest:WAREHOUSE} is of one warehouse only
 */
public record Aliases(Map<String, String> aliases) {}

package io.warecast.client;

import java.util.List;

/** What a server is. */
public record ServerMetadata(String name, String version, List<String> extensions) {}

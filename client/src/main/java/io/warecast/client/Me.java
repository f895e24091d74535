package io.warecast.client;

import java.util.List;

/** What the token opens. */
public record Me(
    String subject, List<String> roles, List<String> warehouses, boolean allWarehouses) {}

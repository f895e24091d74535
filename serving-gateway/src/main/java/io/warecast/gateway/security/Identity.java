package io.warecast.gateway.security;

/**
 * Who a token speaks for; the same for all requests with it.
 *
 * @param subject the {@code sub} claim
 * @param access the warehouses that they may see
 * @param role the highest of their roles
 */
public record Identity(String subject, WarehouseAccess access, Role role) {}

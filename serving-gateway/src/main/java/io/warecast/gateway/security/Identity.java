package io.warecast.gateway.security;

/**
 * Who a token speaks for; the same for all requests with it.
 *
 * @param subject the {@code sub} claim
 * @param access the warehouses that they may see
 * @param role the highest of their roles
 * @param expires the {@code exp} claim: epoch second from which on the token counts no more
 */
public record Identity(String subject, WarehouseAccess access, Role role, long expires) {}

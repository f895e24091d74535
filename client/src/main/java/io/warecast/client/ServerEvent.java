package io.warecast.client;

/**
 * An event of a stream.
 *
 * @param id empty when the server has given none
 * @param name such as {@code forecast}
 */
record ServerEvent(String id, String name, String data) {}

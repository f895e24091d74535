package io.warecast.gateway.limit;

/**
 * What a bucket gave for a question.
 *
 * @param granted requests that may be made; 0 for none
 * @param remaining requests left in the bucket after that
 * @param fullInMillis until the bucket is full again
 * @param retryInMillis until there is a request to be had; 0 when some were granted
 */
record Grant(long granted, long remaining, long fullInMillis, long retryInMillis) {}

/** Refusals: every answer that is not a success is an RFC 9457 problem document made here. */
@NullMarked
package io.warecast.gateway.problem;

import org.jspecify.annotations.NullMarked;

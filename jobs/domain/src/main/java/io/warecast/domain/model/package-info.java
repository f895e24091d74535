/** Model manifests and aliases as they stand in the registry. */
@NullMarked
package io.warecast.domain.model;

import org.jspecify.annotations.NullMarked;

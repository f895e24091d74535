package io.warecast.local.cli;

import io.warecast.domain.ActionableException;
import io.warecast.local.server.LocalStack;

/** The stack that a command needs to be up. */
final class RunningStack {

  private RunningStack() {}

  /**
   * The stack that {@code up} runs.
   *
   * @throws ActionableException when none runs, or it is still starting
   */
  static LocalStack of(GlobalOptions global) {
    return LocalStack.running(global.home())
        .orElseThrow(
            () ->
                new ActionableException(
                    "No stack is up in %s. Start it with 'warecast up' in another terminal and wait until it says that it is ready."
                        .formatted(global.home().root())));
  }
}

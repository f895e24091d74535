package io.warecast.local.replay;

/** Why a replay ended. */
public enum ReplayEnd {
  /** All orders that the sample can make up have been sent. */
  SAMPLE_ENDS,
  /** The days that were asked for have been sent. */
  DAYS_DONE,
  /** It was told to stop. */
  STOPPED
}

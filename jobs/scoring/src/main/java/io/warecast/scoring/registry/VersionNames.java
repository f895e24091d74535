package io.warecast.scoring.registry;

import java.nio.charset.StandardCharsets;

/** Names of the versions that a training makes beside its own. */
public final class VersionNames {

  private static final String HELD_BACK = "-held-back";
  private static final String UNCALIBRATED = "-uncalibrated";

  private VersionNames() {}

  /**
   * The version that stands in for another at the gate: trained and calibrated alike, without the
   * last weeks.
   */
  public static String heldBack(String version) {
    return version + HELD_BACK;
  }

  /** The version that has the boosters of one in the making, until it is calibrated. */
  public static String uncalibrated(String version) {
    return version + UNCALIBRATED;
  }

  /**
   * The version that a warehouse's own rows make of a training: {@code VERSION-WAREHOUSE}. An id
   * that is no part of a path, is long, or would be taken for something else gives way to what is
   * left of it and a checksum.
   */
  public static String ofWarehouse(String version, String warehouseId) {
    if (warehouseId.matches("[A-Za-z0-9._-]{1,60}") && !isAuxiliary("-" + warehouseId)) {
      return version + "-" + warehouseId;
    }
    String left = warehouseId.replaceAll("[^A-Za-z0-9._]", "_");
    String checksum = Sha256.hex(warehouseId.getBytes(StandardCharsets.UTF_8)).substring(0, 8);
    return "%s-%s-%s".formatted(version, left.substring(0, Math.min(40, left.length())), checksum);
  }

  /** Whether a version is no version of its own: it stands in for one, or a training left it. */
  public static boolean isAuxiliary(String version) {
    return version.contains(HELD_BACK) || version.endsWith(UNCALIBRATED);
  }
}

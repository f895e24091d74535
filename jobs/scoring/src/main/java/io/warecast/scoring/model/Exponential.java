package io.warecast.scoring.model;

/**
 * The exponential of C libraries (glibc since 2.28, musl, bionic), by their own steps and to the
 * bit: powers of two by a table of 32 and a polynomial in double precision, after ARM's optimized
 * routines. Java's is closer to the truth, and so differs in one of some hundred results.
 */
final class Exponential {

  private static final int TABLE_BITS = 5;
  private static final int TABLE_SIZE = 1 << TABLE_BITS;
  private static final int FRACTION_BITS = 52;

  /** Of {@code 2^(i/32)} the bits, without what {@code i} adds to the exponent. */
  private static final long[] POWERS = {
    0x3ff0000000000000L, 0x3fefd9b0d3158574L, 0x3fefb5586cf9890fL, 0x3fef9301d0125b51L,
    0x3fef72b83c7d517bL, 0x3fef54873168b9aaL, 0x3fef387a6e756238L, 0x3fef1e9df51fdee1L,
    0x3fef06fe0a31b715L, 0x3feef1a7373aa9cbL, 0x3feedea64c123422L, 0x3feece086061892dL,
    0x3feebfdad5362a27L, 0x3feeb42b569d4f82L, 0x3feeab07dd485429L, 0x3feea47eb03a5585L,
    0x3feea09e667f3bcdL, 0x3fee9f75e8ec5f74L, 0x3feea11473eb0187L, 0x3feea589994cce13L,
    0x3feeace5422aa0dbL, 0x3feeb737b0cdc5e5L, 0x3feec49182a3f090L, 0x3feed503b23e255dL,
    0x3feee89f995ad3adL, 0x3feeff76f2fb5e47L, 0x3fef199bdd85529cL, 0x3fef3720dcef9069L,
    0x3fef5818dcfba487L, 0x3fef7c97337b9b5fL, 0x3fefa4afa2a490daL, 0x3fefd0765b6e4540L,
  };

  private static final double STEPS_OF_LN2 = 0x1.71547652b82fep+0 * TABLE_SIZE;
  private static final double CUBIC = 0x1.c6af84b912394p-5 / TABLE_SIZE / TABLE_SIZE / TABLE_SIZE;
  private static final double SQUARE = 0x1.ebfce50fac4f3p-3 / TABLE_SIZE / TABLE_SIZE;
  private static final double LINEAR = 0x1.62e42ff0c52d6p-1 / TABLE_SIZE;

  /** Beyond it results may have no normal float. */
  private static final float LIMIT = 87;

  /** More than products that are rounded, or not, before a sum can make a difference of. */
  private static final double DOUBT = 0x1p-48;

  private Exponential() {}

  /**
   * {@code e^x}; {@code NaN} where it is not certain: beyond what floats hold, and where rounding
   * hangs on how a processor adds a product, in one of some million cases.
   */
  static float of(float x) {
    if (!(Math.abs(x) < LIMIT)) {
      return Float.NaN;
    }
    double z = STEPS_OF_LN2 * x;
    double steps = Math.rint(z);
    double r = z - steps;
    long k = (long) steps;
    long bits = POWERS[(int) k & (TABLE_SIZE - 1)] + (k << (FRACTION_BITS - TABLE_BITS));
    double y = (CUBIC * r + SQUARE) * (r * r) + (LINEAR * r + 1);
    y *= Double.longBitsToDouble(bits);
    float result = (float) y;
    boolean isCertain = (float) (y - y * DOUBT) == result && (float) (y + y * DOUBT) == result;
    return isCertain ? result : Float.NaN;
  }
}

package io.brinkwatch.indicators.math;

/** The standard normal distribution. */
public final class Normal {
  // Wichura 1988, Algorithm AS 241 (PPND16), Applied Statistics 37:477-484; highest power first
  private static final double[] CENTRE_NUM = {
    2509.0809287301227,
    33430.57558358813,
    67265.7709270087,
    45921.95393154987,
    13731.69376550946,
    1971.5909503065513,
    133.14166789178438,
    3.3871328727963665
  };

  private static final double[] CENTRE_DEN = {
    5226.495278852854,
    28729.085735721943,
    39307.89580009271,
    21213.794301586597,
    5394.196021424751,
    687.1870074920579,
    42.31333070160091,
    1.0
  };

  private static final double[] MIDDLE_NUM = {
    0.0007745450142783414,
    0.022723844989269184,
    0.2417807251774506,
    1.2704582524523684,
    3.6478483247632045,
    5.769497221460691,
    4.630337846156546,
    1.4234371107496835
  };

  private static final double[] MIDDLE_DEN = {
    1.0507500716444169e-9,
    0.0005475938084995345,
    0.015198666563616457,
    0.14810397642748008,
    0.6897673349851,
    1.6763848301838038,
    2.053191626637759,
    1.0
  };

  private static final double[] TAIL_NUM = {
    2.0103343992922881e-7,
    2.7115555687434876e-5,
    0.0012426609473880784,
    0.026532189526576124,
    0.29656057182850487,
    1.7848265399172913,
    5.463784911164114,
    6.657904643501103
  };

  private static final double[] TAIL_DEN = {
    2.0442631033899397e-15,
    1.421511758316446e-7,
    1.8463183175100548e-5,
    0.0007868691311456133,
    0.014875361290850615,
    0.1369298809227358,
    0.599832206555888,
    1.0
  };

  private Normal() {}

  /** P(Z ≤ z), with full relative accuracy in the left tail. */
  public static double cdf(double z) {
    return sf(-z);
  }

  /** P(Z &gt; z), with full relative accuracy in the right tail: ½ Q(½, z²/2) for z ≥ 0. */
  public static double sf(double z) {
    double tail = 0.5 * StrictMath.exp(Gamma.logUpper(0.5, 0.5 * z * z));
    return z >= 0 ? tail : 1 - tail;
  }

  /**
   * The z with P(Z ≤ z) = p, relative error about 1e-16 (Wichura 1988, AS 241).
   *
   * @param p in [0, 1]; the ends give the infinities, anything outside NaN
   */
  public static double quantile(double p) {
    double q = p - 0.5;
    if (Math.abs(q) <= 0.425) {
      return q * ratio(CENTRE_NUM, CENTRE_DEN, 0.180625 - q * q);
    }
    double tail = q < 0 ? p : 1 - p;
    return tail == 0 ? q * Double.POSITIVE_INFINITY : Math.copySign(distance(tail), q);
  }

  private static double distance(double tail) {
    double r = StrictMath.sqrt(-StrictMath.log(tail));
    return r <= 5 ? ratio(MIDDLE_NUM, MIDDLE_DEN, r - 1.6) : ratio(TAIL_NUM, TAIL_DEN, r - 5);
  }

  private static double ratio(double[] numerator, double[] denominator, double x) {
    return polynomial(numerator, x) / polynomial(denominator, x);
  }

  private static double polynomial(double[] coefficients, double x) {
    double sum = 0;
    for (double c : coefficients) {
      sum = sum * x + c;
    }
    return sum;
  }
}

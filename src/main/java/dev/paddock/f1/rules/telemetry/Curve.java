package dev.paddock.f1.rules.telemetry;

import java.util.Arrays;

/**
 * Values between samples. Outside of the first and the last sample nothing is known: NaN. A sample that is NaN makes its neighbourhood
 * (straight lines) or everything (smooth ones) unknown.
 */
interface Curve {
  double at(double time);

  /** Straight lines from sample to sample. @param times ascending strictly */
  static Curve linear(double[] times, double[] values) {
    return time -> {
      int i = Arrays.binarySearch(times, time);
      if (i >= 0) return values[i];
      int after = -i - 1;
      if (after == 0 || after == times.length) return Double.NaN;
      double share = (time - times[after - 1]) / (times[after] - times[after - 1]);
      return values[after - 1] + share * (values[after] - values[after - 1]);
    };
  }

  /**
   * The quadratic spline through all samples whose pieces meet halfway between them, with equal slopes there; the first and the last
   * piece reach over the first and last but one sample's halves. It is what SciPy calls {@code quadratic}. With less than three samples:
   * straight lines.
   */
  static Curve quadratic(double[] times, double[] values) {
    int n = times.length;
    if (n < 3) return linear(times, values);
    var knots = new double[n + 3];
    Arrays.fill(knots, 0, 3, times[0]);
    for (int i = 1; i < n - 2; i++) knots[i + 2] = (times[i] + times[i + 1]) / 2;
    Arrays.fill(knots, n, n + 3, times[n - 1]);
    var weights = weights(times, values, knots);
    return time -> {
      if (!(time >= times[0] && time <= times[n - 1])) return Double.NaN;
      int known = Arrays.binarySearch(times, time);
      if (known >= 0) return values[known];
      int span = span(knots, n, time);
      var basis = basis(knots, span, time);
      return basis[0] * weights[span - 2] + basis[1] * weights[span - 1] + basis[2] * weights[span];
    };
  }

  /**
   * The B-spline's weights: each sample touches at most the three splines around it, so this is a band of three diagonals, and since
   * collocation matrices of B-splines are totally positive it is solved without pivoting.
   */
  private static double[] weights(double[] times, double[] values, double[] knots) {
    int n = times.length;
    var below = new double[n];
    var diagonal = new double[n];
    var above = new double[n];
    for (int row = 0; row < n; row++) {
      int span = span(knots, n, times[row]);
      var basis = basis(knots, span, times[row]);
      for (int k = 0; k < 3; k++) {
        int column = span - 2 + k;
        if (column == row - 1) below[row] = basis[k];
        else if (column == row) diagonal[row] = basis[k];
        else if (column == row + 1) above[row] = basis[k];
      }
    }
    var weights = values.clone();
    for (int i = 1; i < n; i++) {
      double factor = below[i] / diagonal[i - 1];
      diagonal[i] -= factor * above[i - 1];
      weights[i] -= factor * weights[i - 1];
    }
    weights[n - 1] /= diagonal[n - 1];
    for (int i = n - 2; i >= 0; i--) weights[i] = (weights[i] - above[i] * weights[i + 1]) / diagonal[i];
    return weights;
  }

  /** The last knot at or before a time that is followed by a later one. */
  private static int span(double[] knots, int n, double time) {
    int low = 2;
    int high = n - 1;
    while (low < high) {
      int middle = (low + high + 1) >>> 1;
      if (knots[middle] <= time) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  /** The three quadratic B-splines that are not 0 there (de Boor). */
  private static double[] basis(double[] t, int span, double x) {
    double left = (t[span + 1] - x) / (t[span + 1] - t[span]);
    double right = 1 - left;
    double a = (t[span + 1] - x) / (t[span + 1] - t[span - 1]);
    double b = (t[span + 2] - x) / (t[span + 2] - t[span]);
    return new double[] {a * left, (1 - a) * left + b * right, (1 - b) * right};
  }
}

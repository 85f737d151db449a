package dev.paddock.f1.rules.telemetry;

/**
 * One car's samples of one lap, packed by {@link Packing}.
 *
 * @param lap  0: before its first lap; what comes after the last lap's end has the number after it
 * @param from session time in ms of the first sample; {@code to} of the last
 * @param body not to be changed by anybody
 */
public record TelemetryBlock(int car, int lap, Channel channel, int from, int to, int samples, byte[] body) {
  /** What is sampled together; {@code columns} values a sample, see {@link Samples}. */
  public enum Channel {
    CAR(6), POSITION(4);

    private final int columns;

    Channel(int columns) {
      this.columns = columns;
    }

    public int columns() {
      return columns;
    }
  }
}

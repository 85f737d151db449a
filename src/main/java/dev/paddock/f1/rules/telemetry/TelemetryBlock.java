package dev.paddock.f1.rules.telemetry;

/**
 * One car's samples of one lap, packed.
 *
 * @param lap  0: before its first lap
 * @param from session time in ms of the first sample; {@code to} of the last
 * @param body not to be changed by anybody
 */
public record TelemetryBlock(int car, int lap, Channel channel, int from, int to, int samples, byte[] body) {
  public enum Channel { CAR, POSITION }
}

package dev.paddock.upstream;

/** Requests that are answered within one second and within one hour, both counted in whole seconds and hours of the given clock. */
public record Limits(int perSecond, int perHour) {
  /** What Jolpica grants without a token. */
  public static final Limits JOLPICA = new Limits(4, 500);

  /** For a clock that stands still, where a second never ends. */
  public static final Limits NONE = new Limits(Integer.MAX_VALUE, Integer.MAX_VALUE);

  public Limits {
    if (perSecond < 1 || perHour < 1) throw new IllegalArgumentException("limits: below 1");
  }
}

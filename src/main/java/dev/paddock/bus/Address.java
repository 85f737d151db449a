package dev.paddock.bus;

/** A typed event-bus address: the only place where an address string meets its message types. */
public sealed interface Address {
  /** The address on the wire, dot-separated, lower case. */
  String name();

  /** Point-to-point with exactly one answer. The reply is a sealed type: refusals are values, bugs are failures. */
  record Ask<Q extends Message, R extends Message>(String name, Class<Q> question, Class<R> reply) implements Address {}

  /** Published after the fact is stored. Losing one must cost latency, never correctness. */
  record Fact<E extends Message>(String name, Class<E> event) implements Address {}
}

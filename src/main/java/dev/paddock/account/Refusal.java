package dev.paddock.account;

import java.time.Duration;

/** Why not. */
public sealed interface Refusal {
  /** What was sent cannot be: {@code pointer} says where in the body. */
  record Unfit(String pointer, String why) implements Refusal {}

  /** Too many failures: come back after that. */
  record Wait(Duration left) implements Refusal {}

  /** All that may be hashed at a time is being hashed. */
  record Busy() implements Refusal {}

  /** No such account, or another password: the two look the same. */
  record NotRight() implements Refusal {}

  /** The password that was shown is not the caller's. */
  record WrongPassword() implements Refusal {}

  /** Somebody has that name. */
  record NameTaken(String name) implements Refusal {}

  /** A link that was used, is too old, or was never sent. */
  record LinkGone() implements Refusal {}

  /** No such refresh token, or its log-in has ended. */
  record NoSession() implements Refusal {}

  /** Somebody has used that refresh token before: its log-in is over. */
  record Reused() implements Refusal {}

  /** Somebody else's edit came first. */
  record Stale() implements Refusal {}

  record NotFound(String what) implements Refusal {}

  record Conflict(String why) implements Refusal {}
}

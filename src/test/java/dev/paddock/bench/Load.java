package dev.paddock.bench;

/** What {@link Clients} ask for, one request after the other. Called by one thread. */
interface Load {
  /** One that is sent next. */
  Ask next();

  /** A request. */
  interface Ask {
    /** Head and body, as they are sent. */
    byte[] bytes();

    /** Called once, with the answer's status. */
    default void answered(int status) {}
  }
}

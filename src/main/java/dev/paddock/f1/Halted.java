package dev.paddock.f1;

import dev.paddock.f1.contract.Importing.State;

/** An import goes no further, wherever it is: it unwinds to where it began. Not a failure of what it was doing. */
final class Halted extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Why an import goes no further. */
  sealed interface Halt {
    /** It ends so. */
    record Ends(State state, String why) implements Halt {}

    /** Somebody else works on it, or will. */
    record Leaves(String why) implements Halt {}
  }

  Halted(Halt halt) {
    super(halt.toString(), null, false, false);
  }
}

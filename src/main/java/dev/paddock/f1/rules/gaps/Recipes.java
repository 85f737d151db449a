package dev.paddock.f1.rules.gaps;

import dev.paddock.f1.rules.SessionCode;
import dev.paddock.f1.rules.session.DataKind;
import java.util.Set;

/** What can be imported, and what that takes. */
public interface Recipes {
  /** Kinds that are looked for at all. */
  Set<DataKind> kinds();

  /** All that may have to be asked for to make these kinds, each piece once. @param code of their session; null of a circuit */
  Set<Piece> pieces(int year, SessionCode code, Set<DataKind> kinds);

  /** What is asked for once, if it is not known yet where a session of the season is. */
  Set<Piece> index();

  /** What the season itself takes. */
  Set<Piece> calendar();
}

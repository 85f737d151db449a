package dev.paddock.fantasy.store;

import io.vertx.sqlclient.Pool;

/** The game's reads that belong together: one set a pool, so that a snapshot is unpacked once for all of them. */
public record GameStore(Boards boards, Lineups lineups, DriverScores scores, Teams teams, Corrections corrections) {
  public static GameStore on(Pool pool) {
    var boards = new Boards(pool);
    var scores = new DriverScores(pool);
    return new GameStore(boards, new Lineups(pool), scores, new Teams(pool), new Corrections(boards, scores));
  }
}

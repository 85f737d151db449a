package dev.paddock.fantasy.store;

import io.vertx.sqlclient.SqlClient;

/** The game's reads that belong together: one set a client, so that a snapshot is unpacked once for all of them. */
public record GameStore(Boards boards, Lineups lineups, DriverScores scores, Teams teams, Corrections corrections,
                        PriceLists prices, RuleSets rules) {
  public static GameStore on(SqlClient client) {
    var boards = new Boards(client);
    var scores = new DriverScores(client);
    return new GameStore(boards, new Lineups(client), scores, new Teams(client), new Corrections(boards, scores),
        new PriceLists(client), RuleSets.BUNDLED);
  }
}

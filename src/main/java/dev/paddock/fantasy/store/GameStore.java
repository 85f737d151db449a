package dev.paddock.fantasy.store;

import io.vertx.core.WorkerExecutor;
import io.vertx.sqlclient.SqlClient;

/** The game's reads that belong together: one set a client, so that a snapshot is ranked once for all of them. */
public record GameStore(Boards boards, Lineups lineups, Fields fields, DriverScores scores, Teams teams, Corrections corrections,
                        PriceLists prices, RuleSets rules, ScoringLog log) {

  /** @param workers for what takes longer than an event loop has */
  public static GameStore on(SqlClient client, WorkerExecutor workers) {
    var fields = new Fields(client);
    var boards = new Boards(client, workers, fields);
    var scores = new DriverScores(client);
    return new GameStore(boards, new Lineups(client), fields, scores, new Teams(client), new Corrections(boards, scores, workers),
        new PriceLists(client), RuleSets.BUNDLED, new ScoringLog(client, RuleSets.BUNDLED));
  }
}

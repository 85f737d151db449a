package dev.paddock.bench;

import dev.paddock.cache.NoCache;
import dev.paddock.fantasy.Node;
import dev.paddock.fantasy.store.LeagueBoards;
import dev.paddock.fantasy.store.Leagues;
import dev.paddock.fantasy.store.TeamIndex;
import dev.paddock.fantasy.web.BoardOperations;
import dev.paddock.fantasy.web.LeagueBoardOperations;
import dev.paddock.fantasy.web.StoredRankings;
import dev.paddock.web.AnswerCache;
import dev.paddock.web.Caller;
import dev.paddock.web.Gate;
import dev.paddock.web.HttpVerticle;
import dev.paddock.web.Operation;
import dev.paddock.web.PartOfSite;
import dev.paddock.web.Seal;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A node's boards over HTTP, of all and of leagues. A user's token is his number. */
final class BoardSite {
  static final int LOOPS = 2;

  private BoardSite() {}

  /** The port. */
  static int serve(Node node) {
    var seal = new Seal(new byte[32]);
    var answers = new AnswerCache(new NoCache(), "bench");
    var leagues = new Leagues(node.pools.reads());
    var leagueBoards = new LeagueBoards(node.game.boards(), leagues, node.vertx.createSharedWorkerExecutor("leagues", 2));
    List<Operation> operations = new ArrayList<>(new BoardOperations(new StoredRankings(node.game, new TeamIndex(node.pools.reads())),
        answers, seal).list());
    operations.addAll(new LeagueBoardOperations(leagues, leagueBoards, node.game.teams(), seal, answers).list());
    Gate gate = token -> Future.succeededFuture(new Gate.Admission.Known(new Caller(Long.parseLong(token), Optional.empty(), false)));
    return HttpVerticle.deploy(node.vertx, LOOPS,
        new HttpVerticle.Site("127.0.0.1", 0, PartOfSite.completed(operations), Map.of(), gate, node.clock)).await();
  }
}

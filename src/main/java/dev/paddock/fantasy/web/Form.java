package dev.paddock.fantasy.web;

import dev.paddock.fantasy.rules.Classification.Kind;
import dev.paddock.fantasy.rules.RuleSet;
import dev.paddock.fantasy.rules.WeekendScore;
import dev.paddock.fantasy.store.Board;
import dev.paddock.fantasy.store.Boards;
import dev.paddock.fantasy.store.RuleSets;
import io.vertx.core.Future;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.ToIntFunction;

/**
 * How drivers and constructors did lately: points a round over the last three whose race was scored. Who was not there in one got 0
 * points in it, as where prices follow form.
 */
public final class Form {
  static final int ROUNDS = 3;

  private record Key(String raceId, String ruleHash) {}

  /** What a round gave. A snapshot of its board is made of certain results, so as long as it is shown nothing has changed. */
  private record Scored(long snapshot, Future<Optional<WeekendScore>> score) {}

  /** The last rounds, at most {@link #ROUNDS}. */
  record Lately(List<WeekendScore> rounds) {
    /** Points a round, in hundredths; empty before the first. */
    Optional<Integer> of(ToIntFunction<WeekendScore> points) {
      return rounds.isEmpty() ? Optional.empty()
          : Optional.of(Math.toIntExact(Math.round(rounds.stream().mapToInt(points).average().orElseThrow())));
    }
  }

  private final Boards boards;
  private final Scorebook book;
  private final Map<Key, Scored> scores = new ConcurrentHashMap<>();

  public Form(Boards boards, Scorebook book) {
    this.boards = boards;
    this.book = book;
  }

  /** Before a round. */
  Future<Lately> before(int season, int round, RuleSet rules) {
    // Every scored round has a board of the usual rule set, whoever plays which; of the latest the race may still be ahead.
    return boards.rounds(season, RuleSets.USUAL).map(all -> all.stream().filter(board -> board.round() < round).toList())
        .compose(scored -> Future.all(scored.stream().skip(Math.max(0, scored.size() - ROUNDS - 1))
            .map(board -> score(board, rules)).toList()))
        .map(all -> {
          var raced = all.<Optional<WeekendScore>>list().stream().flatMap(Optional::stream).toList();
          return new Lately(raced.subList(Math.max(0, raced.size() - ROUNDS), raced.size()));
        });
  }

  /** Empty: its race has no result yet. */
  private Future<Optional<WeekendScore>> score(Board board, RuleSet rules) {
    return scores.compute(new Key(board.raceId(), rules.hash()), (key, known) ->
        known != null && known.snapshot == board.id() && !known.score.failed() ? known : new Scored(board.id(), read(board, rules))).score;
  }

  private Future<Optional<WeekendScore>> read(Board board, RuleSet rules) {
    return book.of(board.raceId()).map(found -> found.orElseThrow().history().latest()).map(results ->
        results.stream().noneMatch(session -> session.kind() == Kind.RACE) ? Optional.empty()
            : Optional.of(WeekendScore.of(rules, results)));
  }
}

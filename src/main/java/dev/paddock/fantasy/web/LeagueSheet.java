package dev.paddock.fantasy.web;

import dev.paddock.fantasy.rules.BoardSnapshot;
import dev.paddock.fantasy.rules.League;
import dev.paddock.fantasy.rules.Weekend;
import dev.paddock.fantasy.store.Board;
import dev.paddock.fantasy.store.LeagueBoards.Round;
import dev.paddock.fantasy.store.Teams;
import dev.paddock.sheet.Column;
import dev.paddock.sheet.Column.Type;
import dev.paddock.sheet.Format;
import dev.paddock.sheet.Sheet;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** A league's standings as a table: a row a member, in the order of the ranking, and a column a round. */
final class LeagueSheet {
  /** @param place empty: not ranked yet */
  private record Row(Teams.Team team, Optional<BoardSnapshot.Row> place) {}

  private final League league;
  private final Optional<Board> global;
  private final List<Round> rounds;
  private final List<Row> rows;

  /**
   * @param global empty before the first score, as {@code board} and {@code rounds} are
   * @param members ids of the teams that are in; {@code teams} are they
   */
  LeagueSheet(League league, Optional<Board> global, BoardSnapshot board, List<Round> rounds, long[] members, Map<Long, Teams.Team> teams) {
    this.league = league;
    this.global = global;
    this.rounds = rounds;
    var ranked = IntStream.range(0, board.size()).mapToObj(board::row).map(row -> new Row(teams.get(row.team()), Optional.of(row)));
    var others = LongStream.of(members).filter(team -> board.rowOf(team) < 0).mapToObj(team -> new Row(teams.get(team), Optional.empty()));
    this.rows = Stream.concat(ranked, others).toList();
  }

  byte[] write(Format format) {
    var bytes = new ByteArrayOutputStream();
    try {
      format.write(new Sheet<>("league", about(), columns(format == Format.CSV ? LeagueSheet::inert : text -> text), rows), bytes);
    } catch (IOException e) {
      throw new UncheckedIOException("memory does not fail", e);
    }
    return bytes.toByteArray();
  }

  private Map<String, Object> about() {
    var about = new LinkedHashMap<String, Object>();
    about.put("leagueId", league.id());
    about.put("name", league.name());
    about.put("season", league.season());
    global.ifPresent(board -> {
      about.put("snapshot", board.id());
      about.put("at", board.madeAt().toString());
    });
    return about;
  }

  private List<Column<Row>> columns(Function<String, String> text) {
    var columns = new ArrayList<Column<Row>>(List.of(
        Column.whole("rank", row -> row.place.map(BoardSnapshot.Row::rank).orElse(null)),
        Column.whole("previousRank", row -> row.place.map(BoardSnapshot.Row::previousRank).filter(rank -> rank > 0).orElse(null)),
        new Column<>("teamId", Type.INTEGER, "", row -> row.team.id()),
        Column.text("team", row -> text.apply(row.team.name())),
        new Column<>("userId", Type.INTEGER, "", row -> row.team.playerId()),
        Column.text("player", row -> text.apply(row.team.player())),
        Column.number("points", "", row -> row.place.map(place -> LeagueView.points(place.points())).orElse(null))));
    for (var round : rounds) {
      columns.add(Column.number("round" + round.weekend().round(), "", row -> points(round.weekend(), row.team.id())));
    }
    return columns;
  }

  private static Double points(Weekend weekend, long team) {
    int at = Arrays.binarySearch(weekend.teams(), team);
    return at < 0 || !weekend.fielded(at) ? null : LeagueView.points(weekend.points(at));
  }

  /** A name that a spreadsheet would take for a formula gets an apostrophe. */
  private static String inert(String text) {
    return text.isEmpty() || "=+-@\t\r".indexOf(text.charAt(0)) < 0 ? text : "'" + text;
  }
}

package dev.paddock.fantasy.store;

import dev.paddock.fantasy.rules.Chip;
import dev.paddock.fantasy.rules.Fielded;
import dev.paddock.fantasy.rules.Lineup;
import dev.paddock.fantasy.rules.RoundLineups;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** The line-ups of rounds as the lock froze them, packed: who fielded what is written once, however often the round is scored. */
public final class Fields {
  /** @param teams how many fielded a line-up */
  public record Field(long id, int teams) {}

  private static final String FREEZE = """
      insert into round_field (season, round, rule_set, teams, lineups, picks)
      values ($1::int, $2::int, $3::text, $4::int, $5::text::jsonb, $6::bytea)
      on conflict (season, round, rule_set) do nothing""";
  private static final String FIND =
      "select id, teams from round_field where season = $1::int and round = $2::int and rule_set = $3::text";
  private static final String LINEUPS = "select lineups from round_field where id = $1::bigint";
  private static final String PICKS = "select id, picks from round_field where id = any ($1::bigint[])";

  private static final JsonArray NONE = new JsonArray();

  private final SqlClient client;

  public Fields(SqlClient client) {
    this.client = client;
  }

  public Future<Optional<Field>> find(int season, int round, String ruleSet) {
    return client.preparedQuery(FIND).execute(Tuple.of(season, round, ruleSet)).map(rows -> rows.size() == 0 ? Optional.empty()
        : Optional.of(new Field(rows.iterator().next().getLong("id"), rows.iterator().next().getInteger("teams"))));
  }

  /** Writes down what was fielded; who was first has written the same. */
  public Future<Field> freeze(int season, String ruleSet, RoundLineups lineups) {
    var packed = new Fielded(lineups.teams(), lineups.pick()).pack();
    return client.preparedQuery(FREEZE).execute(Tuple.of(season, lineups.round(), ruleSet, lineups.teams().length)
            .addString(json(lineups.distinct())).addBuffer(Buffer.buffer(packed)))
        .compose(written -> find(season, lineups.round(), ruleSet)).map(Optional::orElseThrow);
  }

  /** Every distinct line-up of a field: the first is pick 1. */
  public Future<List<Lineup>> lineups(long field) {
    return client.preparedQuery(LINEUPS).execute(Tuple.of(field)).map(rows -> rows.iterator().next().getJsonArray("lineups")
        .stream().map(lineup -> lineup((JsonObject) lineup)).toList());
  }

  /** Packed, by field: see {@link Fielded#unpack}. */
  public Future<Map<Long, byte[]>> picks(Collection<Long> fields) {
    return client.preparedQuery(PICKS).execute(Tuple.of(fields.toArray(Long[]::new)))
        .map(rows -> StreamSupport.stream(rows.spliterator(), false)
            .collect(Collectors.toMap(row -> row.getLong("id"), row -> row.getBuffer("picks").getBytes())));
  }

  private static String json(List<Lineup> lineups) {
    var all = new JsonArray();
    for (var lineup : lineups) {
      var json = new JsonObject().put("drivers", new JsonArray(lineup.drivers())).put("captain", lineup.captain())
          .put("vice", lineup.vice());
      if (!lineup.constructors().isEmpty()) json.put("constructors", new JsonArray(lineup.constructors()));
      lineup.chip().ifPresent(chip -> json.put("chip", chip.id()));
      if (lineup.charged() != 0) json.put("charged", lineup.charged());
      all.add(json);
    }
    return all.encode();
  }

  private static Lineup lineup(JsonObject json) {
    return new Lineup(ids(json.getJsonArray("drivers")), json.getString("captain"), json.getString("vice"),
        ids(json.getJsonArray("constructors", NONE)), Optional.ofNullable(json.getString("chip")).flatMap(Chip::of),
        json.getInteger("charged", 0));
  }

  /** Tens of thousands of line-ups name a few dozen ids: each is kept once. */
  private static List<String> ids(JsonArray json) {
    return json.stream().map(id -> ((String) id).intern()).toList();
  }
}

package dev.paddock.web;

import dev.paddock.cache.NoCache;
import dev.paddock.f1.rules.Phase;
import dev.paddock.f1.web.RaceOperations;
import dev.paddock.f1.web.Races;
import dev.paddock.f1.web.SessionExhibit;
import dev.paddock.f1.web.SessionOperations;
import dev.paddock.fantasy.web.BoardOperations;
import dev.paddock.fantasy.web.Game;
import dev.paddock.fantasy.web.GameOperations;
import dev.paddock.fantasy.web.Rankings;
import dev.paddock.fetch.contract.Fetching.Allowance;
import dev.paddock.fetch.contract.Fetching.ProviderStatus;
import dev.paddock.fetch.contract.Fetching.Providers;
import dev.paddock.fetch.web.ProviderOperations;
import dev.paddock.horse.web.HorseOperations;
import dev.paddock.notify.web.HookOperations;
import dev.paddock.notify.web.Inbox;
import dev.paddock.notify.web.InboxOperations;
import dev.paddock.schedule.store.Agenda;
import dev.paddock.schedule.contract.Scheduling.Steer;
import dev.paddock.schedule.contract.Scheduling.Steered;
import dev.paddock.schedule.web.AgendaOperations;
import dev.paddock.schedule.web.SteeringOperations;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A season in a moment of its life, in memory: the Tuesday after Las Vegas 2025, whose second and fourth were disqualified that night.
 * Real operations on invented reads, so that the API and the page can be tested without a database.
 */
final class Exhibit implements Races, Game, Agenda, Inbox {
  static final Instant NOW = Instant.parse("2025-11-25T06:10:00Z");
  static final String ADMIN = "the exhibit's admin token";
  static final String RACE = "2025-las-vegas";

  private static final String[][] CALENDAR = {
      {"australian", "Australian Grand Prix", "Albert Park", "Melbourne", "Australia", "2025-03-16T04:00:00Z"},
      {"chinese", "Chinese Grand Prix", "Shanghai International Circuit", "Shanghai", "China", "2025-03-23T07:00:00Z"},
      {"japanese", "Japanese Grand Prix", "Suzuka Circuit", "Suzuka", "Japan", "2025-04-06T05:00:00Z"},
      {"bahrain", "Bahrain Grand Prix", "Bahrain International Circuit", "Sakhir", "Bahrain", "2025-04-13T15:00:00Z"},
      {"miami", "Miami Grand Prix", "Miami International Autodrome", "Miami", "USA", "2025-05-04T20:00:00Z"},
      {"monaco", "Monaco Grand Prix", "Circuit de Monaco", "Monte Carlo", "Monaco", "2025-05-25T13:00:00Z"},
      {"spanish", "Spanish Grand Prix", "Circuit de Barcelona-Catalunya", "Barcelona", "Spain", "2025-06-01T13:00:00Z"},
      {"canadian", "Canadian Grand Prix", "Circuit Gilles Villeneuve", "Montréal", "Canada", "2025-06-15T18:00:00Z"},
      {"british", "British Grand Prix", "Silverstone Circuit", "Silverstone", "UK", "2025-07-06T14:00:00Z"},
      {"italian", "Italian Grand Prix", "Monza", "Monza", "Italy", "2025-09-07T13:00:00Z"},
      {"sao-paulo", "São Paulo Grand Prix", "Interlagos", "São Paulo", "Brazil", "2025-11-09T17:00:00Z"},
      {"las-vegas", "Las Vegas Grand Prix", "Las Vegas Strip Circuit", "Las Vegas", "USA", "2025-11-23T04:00:00Z"},
      {"qatar", "Qatar Grand Prix", "Lusail International Circuit", "Lusail", "Qatar", "2025-11-30T16:00:00Z"},
      {"abu-dhabi", "Abu Dhabi Grand Prix", "Yas Marina Circuit", "Abu Dhabi", "UAE", "2025-12-07T13:00:00Z"}};

  private static final String[][] FIELD = {
      {"max_verstappen", "Max Verstappen", "VER", "1", "red_bull", "Red Bull", "2", "1:21:08.429"},
      {"norris", "Lando Norris", "NOR", "4", "mclaren", "McLaren", "1", "+20.741"},
      {"russell", "George Russell", "RUS", "63", "mercedes", "Mercedes", "4", "+23.546"},
      {"piastri", "Oscar Piastri", "PIA", "81", "mclaren", "McLaren", "5", "+27.650"},
      {"antonelli", "Andrea Kimi Antonelli", "ANT", "12", "mercedes", "Mercedes", "17", "+30.488"},
      {"leclerc", "Charles Leclerc", "LEC", "16", "ferrari", "Ferrari", "9", "+30.678"},
      {"sainz", "Carlos Sainz", "SAI", "55", "williams", "Williams", "3", "+34.924"},
      {"hadjar", "Isack Hadjar", "HAD", "6", "rb", "RB F1 Team", "8", "+45.257"},
      {"hulkenberg", "Nico Hülkenberg", "HUL", "27", "sauber", "Sauber", "13", "+51.134"},
      {"hamilton", "Lewis Hamilton", "HAM", "44", "ferrari", "Ferrari", "19", "+59.369"}};
  private static final int[] POINTS = {25, 18, 15, 12, 10, 8, 6, 4, 2, 1};

  final HorseExhibit horses = new HorseExhibit();
  volatile int shuffles;
  /** Round of the race under way. */
  volatile int current = 12;
  /** As on the first day without a network. */
  volatile boolean empty;
  private volatile Instant now = NOW;

  void move(Duration by) {
    now = now.plus(by);
  }

  InstantSource clock() {
    return () -> now;
  }

  List<Operation> operations() {
    return Stream.of(
        new RaceOperations(this, (session, version) -> Future.succeededFuture(new Effect(612,
            new Swing(7, "Slipstream Nine", "Grace", 88, 94.5, 6.5),
            new Swing(3, "Undercut FC", "Ada", 87.5, 12.5, -75), 1000)), clock()).list(),
        new SessionOperations(new SessionExhibit()).list(),
        new AgendaOperations(this, clock()).list(), new GameOperations(this, new AnswerCache(new NoCache(), "exhibit")).list(),
        new BoardOperations(new Boards(), new AnswerCache(new NoCache(), "boards"), new Seal(new byte[32])).list(),
        new HorseOperations(horses, clock()).list(), new SteeringOperations(order -> steered(order.steer())).list(),
        new ImportExhibit().operations(), new InboxOperations(this, user -> Future.succeededFuture(false)).list(),
        new HookOperations(new ExhibitedHooks()).list(),
        List.of(new Operation("takeProviderEvent", request -> Future.succeededFuture(Answer.accepted(Map.of("id", "e1", "outcome", "polled"))))),
        new ProviderOperations(() -> Future.succeededFuture(new Providers(List.of(new ProviderStatus("jolpica", "https://api.jolpi.ca", true,
            Optional.of(now), Optional.empty(), Optional.empty(), List.of(new Allowance("500/PT1H", 500, 350, now.plusSeconds(60)))),
            new ProviderStatus("livetiming", "https://livetiming.formula1.com", true, Optional.empty(), Optional.empty(), Optional.empty(),
                List.of()))))).list(),
        List.of(Status.operation(() -> Future.succeededFuture(status())))).flatMap(List::stream).toList();
  }

  private Future<Steered> steered(Steer steer) {
    return Future.succeededFuture(!steer.subject().equals("horse:2") ? new Steered.NoSuchSubject()
        : steer instanceof Steer.Change(var subject, var cadence) && !cadence.startsWith("horse") ? new Steered.NoSuchCadence(cadence)
        : new Steered.Done(steer instanceof Steer.Pause ? Optional.empty() : Optional.of(now.plusSeconds(15))));
  }

  private Status status() {
    if (empty) return new Status(now, "run", null, null, new Status.NextPoll("calendar:2025", now.plus(Duration.ofMinutes(3))),
        List.of(new Status.Source("jolpica", "down", now.minus(Duration.ofMinutes(12)), "connection refused",
            now.plus(Duration.ofMinutes(3)))),
        new Status.Counts(0, 0, 0, 0, 0, 4, 0), null);
    return new Status(now, "demo", 2025,
        new Status.Race("2025-" + CALENDAR[current - 1][0], CALENDAR[current - 1][1],
            current, state(current), Instant.parse(CALENDAR[current - 1][5])),
        new Status.NextPoll("result:" + RACE + "-R", now.plus(Duration.ofHours(11))),
        List.of(new Status.Source("jolpica", "up", Instant.parse("2025-11-20T00:00:00Z"), null, null)),
        new Status.Counts(1000, 1000, 71, 9, 9, 1184, 412), new Status.Board("season-2025", 40 + shuffles));
  }

  // --- Formula 1

  @Override public Future<List<SeasonEntry>> seasons() {
    if (empty) return Future.succeededFuture(List.of());
    return Future.succeededFuture(List.of(
        new SeasonEntry(2025, CALENDAR.length, Instant.parse(CALENDAR[0][5]), Instant.parse(CALENDAR[CALENDAR.length - 1][5]))));
  }

  private static String state(int round) {
    return switch (round) {
      case 2, 5 -> "amended";
      case 11 -> "confirmed_48h";
      case 12 -> "provisional";
      case 13, 14 -> "scheduled";
      default -> "final";
    };
  }

  private static int version(int round, String code) {
    return round > 12 ? 0 : code.equals("R") && (round == 12 || round == 2 || round == 5) ? 2 : 1;
  }

  private static Stream<String> codes(int round) {
    return round == 2 || round == 5 || round == 11 || round == 13 ? Stream.of("S", "Q", "R") : Stream.of("Q", "R");
  }

  private static Instant begins(Instant race, String code) {
    return race.minus(Duration.ofHours(switch (code) {
      case "S" -> 28;
      case "Q" -> 24;
      default -> 0;
    }));
  }

  @Override public Future<Optional<Season>> season(int year, Instant now) {
    if (year != 2025) return Future.succeededFuture(Optional.empty());
    return Future.succeededFuture(Optional.of(new Season(2025, now, IntStream.rangeClosed(1, CALENDAR.length).mapToObj(round -> {
      var c = CALENDAR[round - 1];
      var at = Instant.parse(c[5]);
      var sessions = codes(round).map(code -> new SeasonSession("2025-" + c[0] + "-" + code, code, begins(at, code),
          begins(at, code).plus(Duration.ofHours(1)), phase(begins(at, code), now),
          code.equals("R") ? state(round) : round > 12 ? "scheduled" : "final", version(round, code))).toList();
      return new SeasonRace("2025-" + c[0], round, c[1], c[2], c[3], c[4], at, false, at.minusSeconds(86_400), state(round), sessions);
    }).toList())));
  }

  private static String phase(Instant start, Instant now) {
    return Phase.of(start, start.plus(Duration.ofHours(1)), false, now).spoken();
  }

  private static Optional<Integer> round(String raceId) {
    return IntStream.rangeClosed(1, CALENDAR.length).boxed().filter(r -> raceId.equals("2025-" + CALENDAR[r - 1][0])).findFirst();
  }

  @Override public Future<Optional<Race>> race(String raceId, Instant now) {
    return Future.succeededFuture(round(raceId).map(round -> {
      var c = CALENDAR[round - 1];
      var at = Instant.parse(c[5]);
      var sessions = codes(round).map(code -> new Session(raceId + "-" + code, code, begins(at, code),
          begins(at, code).plus(Duration.ofHours(1)), phase(begins(at, code), now),
          code.equals("R") ? state(round) : round > 12 ? "scheduled" : "final",
          version(round, code), round > 12 ? 0 : 1, round > 12 ? 0 : 4,
          round > 12 ? null : at.plus(Duration.ofHours(3)), round > 12 ? null : now.minus(Duration.ofHours(13)),
          round < 12 ? null : now.plus(Duration.ofHours(11)))).toList();
      return new Race(raceId, 2025, round, c[1], c[2], c[3], c[4], at, false,
          begins(at, codes(round).findFirst().orElseThrow()), now, state(round), sessions);
    }));
  }

  private static List<Car> cars(int version) {
    var order = new ArrayList<>(List.of(FIELD));
    if (version == 2) {
      var out = List.of(FIELD[1], FIELD[3]);
      order.removeAll(out);
      order.addAll(out);
    }
    return IntStream.range(0, order.size()).mapToObj(i -> {
      var d = order.get(i);
      var out = version == 2 && i >= 8;
      return new Car(i + 1, out ? "disqualified" : "classified", out ? "Disqualified" : "Finished",
          d[0], d[1], d[2], Integer.valueOf(d[3]), d[4], d[5],
          Integer.valueOf(d[6]), 50, out ? 0.0 : POINTS[i], out ? null : d[7], i == 0 ? new FastestLap(50, "1:33.365") : null);
    }).toList();
  }

  private static Version[] known(String raceId, String session) {
    var latest = round(raceId).map(r -> version(r, session)).orElse(0);
    var versions = new Version[] {
        new Version(1, "jolpica", Instant.parse("2025-11-23T06:00:00Z"), "5f0c".repeat(16), 0, null),
        new Version(2, "jolpica", Instant.parse("2025-11-24T06:00:00Z"), "a91e".repeat(16), 9, null)};
    return java.util.Arrays.copyOf(versions, latest);
  }

  @Override public Future<Optional<Results>> results(String raceId, String session, Optional<Integer> version) {
    var known = known(raceId, session);
    var wanted = version.orElse(known.length);
    if (wanted < 1 || wanted > known.length) return Future.succeededFuture(Optional.empty());
    var v = known[wanted - 1];
    return Future.succeededFuture(Optional.of(new Results(raceId, session, raceId + "-" + session, "provisional", wanted, known.length,
        v.source(), v.fetchedAt(), v.hash(), cars(wanted), List.of())));
  }

  @Override public Future<Optional<Versions>> versions(String raceId, String session) {
    return Future.succeededFuture(round(raceId).map(r ->
        new Versions(raceId, session, raceId + "-" + session, List.of(known(raceId, session)))));
  }

  private static List<Change> changes() {
    var before = cars(1);
    return cars(2).stream().flatMap(car -> {
      var was = before.stream().filter(c -> c.driverId().equals(car.driverId())).findFirst().orElseThrow();
      return Stream.of(new Change(car.driverId(), car.driver(), "position", "" + was.position(), "" + car.position()),
          new Change(car.driverId(), car.driver(), "points", "" + was.points(), "" + car.points()),
          new Change(car.driverId(), car.driver(), "status", was.status(), car.status())).filter(c -> !c.from().equals(c.to()));
    }).toList();
  }

  @Override public Future<Optional<Diff>> diff(String raceId, String session, int from, int to) {
    var latest = known(raceId, session).length;
    return Future.succeededFuture(from > latest || to > latest ? Optional.empty()
        : Optional.of(new Diff(raceId, session, raceId + "-" + session, from, to, from == to ? List.of() : changes())));
  }

  @Override public Future<Optional<List<Correction>>> corrections(String raceId) {
    return Future.succeededFuture(round(raceId).map(r -> version(r, "R") < 2 ? List.<Correction>of()
        : List.of(new Correction("R", raceId + "-R", 1, 2, Instant.parse("2025-11-24T06:00:00Z"), "jolpica", null, changes(),
            List.of("norris", "piastri"), 0, null, null, 0))));
  }

  // --- the game

  private static final String[] TEAMS = {"Slipstream Nine", "Undercut FC", "Box Box Box", "Parc Fermé", "Copse Corner", "DRS Enabled",
      "Blue Flags", "Late Brakers", "Eau Rouge Five", "Chicane Mob", "Apex Society", "Marbles", "Dirty Air", "Purple Sector",
      "Formation Lap", "Lift & Coast", "Graining", "Flat in Sixth", "Kerb Appeal", "Safety Car"};

  /** Boards of a thousand teams, of which some are shown; they are shuffled now and then. */
  private final class Boards implements Rankings {
    @Override public Future<Optional<Shown>> latest(String board) {
      return Future.succeededFuture(board.equals("season-2025") || board.startsWith("round-2025-")
          ? Optional.of(new Shown(board, 40 + shuffles, now, 1000, 2025, "classic")) : Optional.empty());
    }

    @Override public boolean isLatest(String board, long snapshot) {
      return snapshot == 40 + shuffles;
    }

    @Override public Future<Optional<Shown>> asOf(String board, Instant then) {
      return latest(board);
    }

    @Override public Future<Optional<Shown>> snapshot(String board, long id) {
      return id < 40 ? Future.succeededFuture(Optional.empty()) : latest(board);
    }

    @Override public Future<List<Row>> rows(long snapshot, int offset, int limit) {
      return Future.succeededFuture(IntStream.range(offset, Math.min(offset + limit, TEAMS.length)).mapToObj(i -> {
        var id = (i + shuffles * 3) % TEAMS.length;
        return new Row(i + 1, (i + 7) % 5 == 0 ? i + 3 : (i + 7) % 4 == 0 ? Math.max(1, i - 1) : i + 1,
            id + 1, TEAMS[id], "Player " + (id + 1), 2412.5 - i * 17.5, null);
      }).toList());
    }

    @Override public Future<OptionalInt> best(long snapshot, List<Long> teams) {
      return Future.succeededFuture(teams.stream().mapToInt(team -> (int) (team - 1)).filter(row -> row < TEAMS.length).min());
    }

    @Override public Future<List<Long>> teamsOf(long user, int season, String ruleSet) {
      return Future.succeededFuture(List.of(user));
    }

    @Override public Future<Optional<RankHistory>> history(long team) {
      return Future.succeededFuture(team > TEAMS.length ? Optional.empty() : Optional.of(new RankHistory(team, 2025, "season-2025",
          List.of(new Rankings.Round("2025-las-vegas", 22, 95.5, 95.5, 3, 3)))));
    }
  }

  @Override public Future<Optional<Team>> team(long teamId, long asking) {
    return Future.succeededFuture(teamId > TEAMS.length ? Optional.empty()
        : Optional.of(new Team(teamId, TEAMS[(int) teamId - 1], teamId, "Player " + teamId,
            2025, "classic", asking == teamId ? 1L : null, 992, 2412.5, (int) teamId, IntStream.of(0, 2, 5, 7, 8).mapToObj(i -> new Pick(FIELD[i][0], FIELD[i][1], FIELD[i][5],
                330 - i * 25, i == 0 ? "captain" : i == 2 ? "vice_captain" : "driver")).toList())));
  }

  @Override public Future<Optional<TeamScores>> scores(long teamId) {
    var total = 0.0;
    var rounds = new ArrayList<Round>();
    for (var r = 1; r <= 12; r++) {
      var points = 180 + ((r * 37 + teamId * 23) % 60) - teamId * 1.5;
      total += points;
      rounds.add(new Round("2025-" + CALENDAR[r - 1][0], r, CALENDAR[r - 1][1], points, total, (int) ((r * 7 + teamId) % 20) + 1));
    }
    return Future.succeededFuture(teamId > TEAMS.length ? Optional.empty() : Optional.of(new TeamScores(teamId, 2025, rounds)));
  }

  @Override public Future<Optional<Explanation>> explanation(long teamId, String raceId, Optional<Integer> version,
      Optional<Instant> asOf) {
    if (teamId > TEAMS.length || round(raceId).isEmpty()) return Future.succeededFuture(Optional.empty());
    var lines = List.of(
        new Line("Qualified 2nd", "max_verstappen", "Max Verstappen", null, null, "Q", 9, 1.5, 13.5),
        new Line("Finished 1st", "max_verstappen", "Max Verstappen", null, null, "R", 25, 1.5, 37.5),
        new Line("1 place gained", "max_verstappen", "Max Verstappen", null, null, "R", 1, 1.5, 1.5),
        new Line("Fastest lap", "max_verstappen", "Max Verstappen", null, null, "R", 10, 1.5, 15),
        new Line("Finished 2nd", "russell", "George Russell", null, null, "R", 18, 1, 18),
        new Line("Disqualified", "norris", "Lando Norris", null, null, "R", -20, 1, -20));
    return Future.succeededFuture(Optional.of(new Explanation(teamId, raceId, CALENDAR[round(raceId).get() - 1][1], "classic 2026.1",
        "0".repeat(64), 2, 2, NOW, "amended", "max_verstappen", null, List.of(new Scored("Q", 1), new Scored("R", 2)), lines,
        lines.stream().mapToDouble(Line::sum).sum())));
  }

  @Override public Future<Optional<Impact>> impact(String raceId, String session, int version, int offset, int limit) {
    return Future.succeededFuture(version != 2 ? Optional.empty()
        : Optional.of(new Impact(raceId, session, version, "round-" + raceId, 38, 39,
            List.of(new DriverChange("norris", "Lando Norris", 18, -20, -38)), 2, 1, 1, 1, 1, offset,
            Stream.of(new Moved(2, "Undercut FC", "Player 2", 87.5, 12.5, -75, 4, 910),
                new Moved(1, "Slipstream Nine", "Player 1", 88, 94.5, 6.5, 3, 1))
                .skip(offset).limit(limit).toList())));
  }

  // --- log, plans, notifications

  @Override public Future<List<Poll>> polls(Optional<String> subject, boolean news, Optional<Mark> before, int limit) {
    var all = new ArrayList<Poll>();
    if (empty) return Future.succeededFuture(List.of(
        poll("calendar:2025", "f1.calendar", "f1-calendar", "2025-11-25T06:00:00Z", "retry", "jolpica: connection refused")));
    all.add(poll("calendar:2025", "f1.calendar", "daily", "2025-11-25T06:00:00Z", "done", "24 races, nothing moved"));
    all.add(poll("notify:2025-las-vegas-R:2", "notify.correction", "once", "2025-11-24T06:00:20Z", "changed",
        "Las Vegas Grand Prix corrected: 1,000 users told"));
    all.add(poll("score:2025-las-vegas-R:2", "fantasy.score", "once", "2025-11-24T06:00:10Z", "changed",
        "Las Vegas Grand Prix re-scored: 612 of 1,000 teams changed"));
    all.add(poll("result:2025-las-vegas-R", "f1.result", "f1-verify", "2025-11-24T06:00:00Z", "changed",
        "version 2: Norris and Piastri disqualified, 8 more moved up"));
    all.add(poll("result:2025-las-vegas-Q", "f1.result", "f1-verify", "2025-11-23T08:00:00Z", "done", "version 1 confirmed"));
    all.add(poll("score:2025-las-vegas-R:1", "fantasy.score", "once", "2025-11-23T06:00:10Z", "changed",
        "Las Vegas Grand Prix scored: 1,000 teams"));
    all.add(poll("result:2025-las-vegas-R", "f1.result", "f1-results", "2025-11-23T06:00:00Z", "changed",
        "version 1: Verstappen, Norris, Russell"));
    all.add(poll("result:2025-las-vegas-R", "f1.result", "f1-results", "2025-11-23T05:00:00Z", "retry", "no result yet"));
    return Future.succeededFuture(all.stream()
        .filter(p -> subject.isEmpty() || subject.get().equals(p.subject()))
        .filter(p -> !news || List.of("changed", "retry").contains(p.outcome()))
        .filter(p -> before.isEmpty() || p.endedAt().isBefore(before.get().endedAt()))
        .sorted(Comparator.comparing(Poll::endedAt).reversed()).limit(limit).toList());
  }

  private static Poll poll(String subject, String kind, String cadence, String at, String outcome, String note) {
    var when = Instant.parse(at);
    return new Poll(subject, kind, cadence, when, when, 0, when, when.plusSeconds(1), outcome, note, when.plus(Duration.ofDays(1)),
        when, when.plusMillis(120), null, 200, 27_114);
  }

  @Override public Future<List<Subject>> subjects(int limit) {
    return Future.succeededFuture(List.of(
        new Subject("result:2025-las-vegas-R", "f1.result", "f1-verify", now.plus(Duration.ofHours(11)), now.plus(Duration.ofHours(11)), 0,
            now.minus(Duration.ofHours(13)), "done", "version 2 confirmed", false, null, null),
        new Subject("result:2025-monaco-R", "f1.result", "f1-watch", null, null, 0, null, null, null, false, null, null)));
  }

  @Override public Future<Optional<Notifications>> of(long userId, int limit) {
    return Future.succeededFuture(userId > 1000 ? Optional.empty() : Optional.of(new Notifications(userId, 1, List.of(new Notification(9,
        Instant.parse("2025-11-24T06:00:20Z"), "Results updated: Las Vegas Grand Prix",
        "Norris and Piastri were disqualified; your team 87.5 → 12.5", RACE, "R", 2, 87.5, 12.5, false)))));
  }

  @Override public Future<Boolean> markRead(long userId, long id) {
    return Future.succeededFuture(userId <= 1000 && id == 9);
  }

  HttpVerticle.Site site(int port) {
    return new HttpVerticle.Site("127.0.0.1", port, PartOfSite.completed(operations()),
        Map.of("/health/live", () -> Future.succeededFuture(Answer.text(200, "application/json", "{\"status\":\"UP\"}"))),
        new AdminToken(Optional.of(ADMIN)).before(Gate.CLOSED), clock());
  }

  /** For whoever works on the page: serves it on the port given. */
  public static void main(String[] args) {
    var vertx = io.vertx.core.Vertx.vertx();
    var exhibit = new Exhibit();
    vertx.deployVerticle(new PushRelay(dev.paddock.bus.Bus.of(vertx), exhibit.clock())).await();
    System.out.println("http://localhost:" + HttpVerticle.deploy(vertx, 1, exhibit.site(Integer.parseInt(args[0]))).await());
  }
}

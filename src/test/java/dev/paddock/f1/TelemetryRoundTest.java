package dev.paddock.f1;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.paddock.TestDatabase;
import dev.paddock.f1.provider.livetiming.Extractor;
import dev.paddock.f1.provider.livetiming.LoadedLaps;
import dev.paddock.f1.provider.livetiming.SessionLoad;
import dev.paddock.f1.provider.livetiming.SyntheticRace;
import dev.paddock.f1.provider.livetiming.TelemetryExtractors;
import dev.paddock.f1.provider.livetiming.Topic;
import dev.paddock.f1.rules.SessionCode;
import dev.paddock.f1.rules.session.Lap;
import dev.paddock.f1.rules.session.SessionData;
import dev.paddock.f1.rules.telemetry.LapTelemetry;
import dev.paddock.f1.rules.telemetry.LapTelemetry.Row;
import dev.paddock.f1.store.SessionDataStore;
import dev.paddock.f1.store.SessionReads;
import dev.paddock.f1.store.SessionReads.Laps;
import dev.paddock.f1.store.TelemetryStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** From the archive's files into the database and out again, lap by lap: a race that was made up, so that we know how it was. */
class TelemetryRoundTest {
  static final String SESSION = "2025-miami-R";

  @RegisterExtension static final TestDatabase db = new TestDatabase();

  @TempDir Path folder;

  @Test void laps_are_as_long_and_as_fast_as_they_were_driven() throws IOException {
    var load = load();
    var keeping = new Keeping(new SessionDataStore(), new TelemetryStore());
    calendar();
    assertThat(keep(keeping, load)).as("three cars, three laps and what is before and after, two channels").isEqualTo(30);
    assertThat(keep(keeping, load)).as("the same again").isZero();

    var laps = LoadedLaps.of(load).laps();
    db.pools().transactions().withTransaction(tx -> new SessionDataStore().replace(tx, SESSION, new SessionData.Laps(laps))).await();
    var reads = new SessionReads(db.pools().reads());
    int complete = 0;
    for (var lap : reads.laps(SESSION, Laps.ALL).await()) {
      if (lap.start() == null || lap.timed().number() < 2) continue;
      check(lap, LapTelemetry.of(lap.start(), lap.timed().end(),
          reads.telemetry(SESSION, lap.timed().car(), lap.start(), lap.timed().end()).await()));
      complete++;
    }
    assertThat(complete).isEqualTo(6);
  }

  private static void check(Lap lap, LapTelemetry telemetry) {
    assertThat(telemetry.length()).as("%s", lap.timed()).isCloseTo(SyntheticRace.METRES, within(SyntheticRace.METRES * 0.02));
    assertThat(telemetry.rows().getFirst().at()).isZero();
    assertThat(telemetry.rows().getLast().at()).isEqualTo(lap.timed().end() - lap.start());
    assertThat(telemetry.rows()).isSortedAccordingTo((a, b) -> Integer.compare(a.at(), b.at()));
    assertThat(telemetry.rows()).allSatisfy(row -> assertThat(row).hasNoNullFieldsOrProperties());
    assertThat(telemetry.rows().stream().mapToDouble(Row::speed).max().orElseThrow()).isBetween(250.0, 330.0);
    // Round the circuit once: it ends where it began.
    var begin = telemetry.rows().getFirst();
    var end = telemetry.rows().getLast();
    assertThat(Math.hypot(begin.x() - end.x(), begin.y() - end.y())).isLessThan(2_000);
  }

  private static int keep(Keeping keeping, SessionLoad load) throws IOException {
    int rows = 0;
    for (Extractor extractor : TelemetryExtractors.all()) {
      var extracted = extractor.extract(load);
      rows += db.pools().transactions().withTransaction(tx -> keeping.keep(tx, SESSION, extractor.kind(), extracted)).await();
    }
    return rows;
  }

  private SessionLoad load() throws IOException {
    Map<Topic, SessionLoad.Source> topics = new EnumMap<>(Topic.class);
    new SyntheticRace(3, 1, 9).write(folder).forEach((topic, file) -> topics.put(topic, () -> Files.newInputStream(file)));
    return new SessionLoad(SessionCode.R, topics, Map.of());
  }

  private static void calendar() {
    db.pools().transactions().query("""
        insert into season (year, synced_at, closes_at) values (2025, now(), now());
        insert into race (race_id, season, round, name, circuit_id, circuit, locality, country, starts_at)
        values ('2025-miami', 2025, 6, 'Miami Grand Prix', 'miami', 'Miami International Autodrome', 'Miami', 'USA', now());
        insert into session (session_id, race_id, code, starts_at, state) values ('2025-miami-R', '2025-miami', 'R', now(), 'SCHEDULED')
        """).execute().await();
  }
}

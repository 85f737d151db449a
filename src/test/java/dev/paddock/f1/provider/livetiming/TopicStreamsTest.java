package dev.paddock.f1.provider.livetiming;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.paddock.f1.rules.SessionCode;
import dev.paddock.f1.rules.session.DataKind;
import dev.paddock.f1.rules.session.DatedChange;
import dev.paddock.f1.rules.session.DatedChange.What;
import dev.paddock.f1.rules.session.Entrant;
import dev.paddock.f1.rules.session.PitLaneTime;
import dev.paddock.f1.rules.session.RaceControlMessage;
import dev.paddock.f1.rules.session.RadioClip;
import dev.paddock.f1.rules.session.SessionData;
import dev.paddock.f1.rules.session.SessionInfo;
import dev.paddock.f1.rules.session.StatusChange;
import dev.paddock.f1.rules.session.WeatherSample;
import java.io.ByteArrayInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TopicStreamsTest {
  @Test void weather_is_a_snapshot_a_minute() throws IOException {
    var parsed = WeatherStream.parse(stream("""
        00:01:07.510{"AirTemp":"15.7","Humidity":"79.0","Pressure":"989.5","Rainfall":"1","TrackTemp":"21.4","WindDirection":"236","WindSpeed":"1.1"}
        00:00:07.510{"AirTemp":"-0.5","Humidity":"","Pressure":"989.5","Rainfall":"0","WindDirection":"NaN"}
        00:02:07.510{"_kf":true}
        00:02:07.510{"AirTemp":"15
        """));
    assertThat(parsed.value()).containsExactly(
        new WeatherSample(7510, -0.5, null, null, 989.5, null, null, false),
        new WeatherSample(67510, 15.7, 21.4, 79.0, 989.5, 1.1, 236, true));
    assertThat(parsed.notes(Topic.WEATHER)).containsExactly("WeatherData: 1 line left out", "WeatherData: 1 entry left out");
  }

  @Test void rubbish_that_could_be_another_encoding_is_left_out() throws IOException {
    var rubbish = "00:00:01.000{\0\0\0\"\0\0\0zzzz\n00:00:02.000\0\0\0{zzzz\n00:00:03.000{\"AirTemp\":\"1\"}\n";
    var parsed = WeatherStream.parse(stream(rubbish));
    assertThat(parsed.value()).hasSize(1);
    assertThat(parsed.undecodable()).isEqualTo(2);
    assertThat(StreamReading.of(stream(rubbish)).undecoded()).isEqualTo(2);
  }

  @Test void race_control_numbers_its_messages() throws IOException {
    var parsed = RaceControlStream.parse(stream("""
        00:14:59.278{"Messages":[{"Utc":"2025-05-03T15:30:00","Category":"Flag","Flag":"GREEN","Scope":"Track","Message":"GREEN LIGHT - PIT EXIT OPEN"}]}
        00:28:15.089{"Messages":{"1":{"Utc":"2025-05-03T15:43:16","Lap":3,"Category":"Flag","Flag":"YELLOW","Scope":"Sector","Sector":6}}}
        00:28:16.089{"Messages":{"1":{"Message":"YELLOW IN TRACK SECTOR 6"}}}
        00:28:20.000{"Messages":{"2":{"Utc":"rubbish","RacingNumber":"11","Category":"SafetyCar","Mode":"VIRTUAL SAFETY CAR","Status":"ENDING","Message":"VSC"}}}
        00:28:21.000{"Messages":{"3":{"Utc":"2025-05-03T15:43:20","Category":"Other"}}}
        00:28:22.000{"Messages":{"500000":{"Message":"far away"}}}
        not a line
        """));
    assertThat(parsed.value()).containsExactly(
        new RaceControlMessage(899278, Instant.parse("2025-05-03T15:30:00Z"), null, "Flag", "GREEN", "Track", null, null, null, null,
            "GREEN LIGHT - PIT EXIT OPEN"),
        new RaceControlMessage(1695089, Instant.parse("2025-05-03T15:43:16Z"), 3, "Flag", "YELLOW", "Sector", 6, null, null, null,
            "YELLOW IN TRACK SECTOR 6"),
        new RaceControlMessage(1700000, null, null, "SafetyCar", null, null, null, 11, "ENDING", "VIRTUAL SAFETY CAR", "VSC"));
    assertThat(parsed.undecodable()).isOne();
    assertThat(parsed.odd()).describedAs("one without a text, one whose number is absurd").isEqualTo(2);
  }

  @Test void a_status_that_is_told_again_is_no_change() throws IOException {
    var parsed = StatusStream.parse(stream("""
        00:00:00.000{"Status":"1","Message":"AllClear","_kf":true}
        00:00:05.000{"Status":"1","Message":"AllClear"}
        00:28:26.118{"Status":"5","Message":"Red"}
        00:28:26.118{"Started":"Inactive"}
        00:31:13.910{"Status":"1","Message":"AllClear"}
        """));
    assertThat(parsed.value()).containsExactly(new StatusChange(0, "1", "AllClear"), new StatusChange(1706118, "5", "Red"),
        new StatusChange(1873910, "1", "AllClear"));
    assertThat(parsed.notes(Topic.TRACK_STATUS)).isEmpty();
  }

  @Test void team_radio_is_a_list_that_grows() throws IOException {
    var parsed = TeamRadioStream.parse(stream("""
        00:20:11.000{"Captures":[{"Utc":"2025-05-03T15:35:10.123Z","RacingNumber":"44","Path":"TeamRadio/LEWHAM01_44_20250503_113510.mp3"}]}
        00:21:11.000{"Captures":{"1":{"Utc":"2025-05-03T15:36:10.1234567Z","RacingNumber":"1","Path":"TeamRadio/MAXVER01_1_20250503_113610.mp3"}}}
        00:22:11.000{"Captures":{"2":{"Utc":"2025-05-03T15:37:10Z","RacingNumber":"1","Path":"../../secret.mp3"}}}
        00:23:11.000{"Captures":{"3":{"Utc":"2025-05-03T15:38:10Z","RacingNumber":"1"}}}
        """));
    assertThat(parsed.value()).containsExactly(
        new RadioClip(Instant.parse("2025-05-03T15:35:10.123Z"), 44, "TeamRadio/LEWHAM01_44_20250503_113510.mp3"),
        new RadioClip(Instant.parse("2025-05-03T15:36:10.123456700Z"), 1, "TeamRadio/MAXVER01_1_20250503_113610.mp3"));
    assertThat(parsed.odd()).isEqualTo(2);
  }

  @Test void times_in_the_pit_lane_are_gone_from_the_final_state_but_were_told() throws IOException {
    var parsed = PitLaneStream.parse(stream("""
        00:40:00.000{"PitTimes":{"16":{"RacingNumber":"16","Duration":"23.3","Lap":"16"}}}
        00:40:05.000{"PitTimes":{"16":{"RacingNumber":"16","Duration":"23.3","Lap":"16"},"44":{"Duration":"1063.8","Lap":"17"}}}
        00:41:00.000{"PitTimes":{"_deleted":["16"]}}
        00:50:00.000{"PitTimes":{"16":{"Duration":"23.3","Lap":"16"},"81":{"Duration":"","Lap":"17"}}}
        """));
    assertThat(parsed.value()).containsExactly(new PitLaneTime(2_400_000, 16, 16, 23300), new PitLaneTime(2_405_000, 44, 17, 1_063_800),
        new PitLaneTime(3_000_000, 16, 16, 23300));
    assertThat(parsed.odd()).isOne();
  }

  @Test void session_data_has_instants() throws IOException {
    var parsed = SessionDataStream.parse(stream("""
        00:00:10.000{"Series":[{"Utc":"2024-05-18T13:45:00.001Z","QualifyingPart":0}],"StatusSeries":[{"Utc":"2024-05-18T13:45:00.5Z","TrackStatus":"AllClear"}]}
        00:15:00.200{"StatusSeries":{"1":{"Utc":"2024-05-18T14:00:00.492Z","SessionStatus":"Started"}}}
        00:15:01.200{"StatusSeries":{"1":{"Utc":"2024-05-18T14:00:00.492Z","SessionStatus":"Started"}}}
        00:16:00.000{"Series":{"1":{"Utc":"2024-05-18T14:01:00Z","Lap":2}}}
        00:16:01.000{"StatusSeries":{"2":{"Utc":"2024-05-2297Z","TrackStatus":"AllClear"}}}
        00:16:02.000{"StatusSeries":{"2":{}}}
        """));
    assertThat(parsed.value()).containsExactly(
        new DatedChange(10_000, Instant.parse("2024-05-18T13:45:00.001Z"), What.PART, "0"),
        new DatedChange(10_000, Instant.parse("2024-05-18T13:45:00.500Z"), What.TRACK, "AllClear"),
        new DatedChange(900_200, Instant.parse("2024-05-18T14:00:00.492Z"), What.SESSION, "Started"),
        new DatedChange(960_000, Instant.parse("2024-05-18T14:01:00Z"), What.LAP, "2"));
    assertThat(parsed.odd()).isEqualTo(2);
  }

  @Test void a_session_says_what_it_is() throws IOException {
    var parsed = SessionInfoStream.parse(stream("""
        00:00:00.000{"Meeting":{"Key":1260,"Name":"Miami Grand Prix","OfficialName":"FORMULA 1 MIAMI GRAND PRIX","Location":"Miami","Country":{"Key":19,"Name":"United States"},"Circuit":{"Key":151,"ShortName":"Miami"}},"ArchiveStatus":{"Status":"Generating"},"Key":10028,"Type":"Race","Number":-1,"Name":"Sprint","StartDate":"2025-05-03T12:00:00","EndDate":"2025-05-03T13:00:00","GmtOffset":"-04:00:00","Path":"2025/2025-05-04_Miami_Grand_Prix/2025-05-03_Sprint/"}
        01:00:00.000{"ArchiveStatus":{"Status":"Complete"}}
        """));
    var info = new SessionInfo(10028, 1260, 151, "Miami Grand Prix", "FORMULA 1 MIAMI GRAND PRIX", "Miami", "United States", "Miami",
        "Sprint", "Race", Instant.parse("2025-05-03T16:00:00Z"), Instant.parse("2025-05-03T17:00:00Z"), ZoneOffset.ofHours(-4),
        "2025/2025-05-04_Miami_Grand_Prix/2025-05-03_Sprint/", "Complete");
    assertThat(parsed.value()).contains(info);
    assertThat(info.code()).contains(SessionCode.S);
  }

  @Test void a_session_that_says_nothing_is_none() throws IOException {
    assertThat(SessionInfoStream.parse(stream("<html>Access Denied</html>")).value()).isEmpty();
    var bare = SessionInfoStream.parse(stream("00:00:00.000{\"StartDate\":\"soon\",\"GmtOffset\":\"99\"}")).value().orElseThrow();
    assertThat(bare.startsAt()).isNull();
    assertThat(bare.code()).isEmpty();
  }

  @Test void entrants_are_those_of_the_first_hour() throws IOException {
    var parsed = EntrantsStream.parse(stream("""
        00:00:03.000{"1":{"RacingNumber":"1","Tla":"VER","FirstName":"Max","LastName":"Verstappen","TeamName":"Red Bull Racing","TeamColour":"3671c6","Line":1},"2":{"Line":2}}
        00:05:00.000{"38":{"RacingNumber":"38","Tla":"BEA","FirstName":"Oliver","LastName":"Bearman","TeamName":"Haas","TeamColour":"x","Line":3}}
        00:06:00.000{"1":{"TeamName":"Red Bull","_deleted":["Line"]}}
        01:30:00.000{"1":{"_deleted":["TeamName","FirstName"],"Tla":"BAD"},"7":{"RacingNumber":"7","Tla":"XXX","LastName":"Junior"}}
        """));
    assertThat(parsed.value()).containsExactly(new Entrant(1, "VER", "Max", "Verstappen", "Red Bull", "3671C6"),
        new Entrant(38, "BEA", "Oliver", "Bearman", "Haas", ""));
  }

  @Test void session_time_began_when_the_least_delayed_says() {
    var changes = List.of(change(10_000, "2024-05-18T13:45:09.700Z"), change(900_200, "2024-05-18T14:00:00.100Z"),
        change(5_000_000, "2024-05-18T14:00:00Z"));
    var messages = List.of(message(899_278, "2024-05-18T14:00:00Z"), message(905_300, "2024-05-18T14:00:06Z"), message(1, null));
    assertThat(SessionClock.began(changes, messages)).contains(Instant.parse("2024-05-18T13:44:59.900Z"));
    assertThat(SessionClock.began(List.of(), messages)).describedAs("whole seconds were rounded")
        .contains(Instant.parse("2024-05-18T13:45:00.222Z"));
    assertThat(SessionClock.began(List.of(), List.of(message(1, null)))).isEmpty();
  }

  @Test void a_load_without_telemetry_tells_when_it_began() throws IOException {
    SessionLoad.Source messages = () -> stream("00:15:00.300{\"Messages\":[{\"Utc\":\"2024-05-18T14:00:00\",\"Message\":\"GREEN\"}]}");
    SessionLoad.Source changes = () -> stream("00:15:00.200{\"StatusSeries\":[{\"Utc\":\"2024-05-18T14:00:00.1Z\",\"SessionStatus\":\"Started\"}]}");
    var both = new SessionLoad(SessionCode.R, Map.of(Topic.RACE_CONTROL, messages, Topic.SESSION_DATA, changes), Map.of());
    assertThat(SessionClock.began(both)).contains(Instant.parse("2024-05-18T13:44:59.900Z"));
    var one = new SessionLoad(SessionCode.R, Map.of(Topic.RACE_CONTROL, messages), Map.of());
    assertThat(SessionClock.began(one)).contains(Instant.parse("2024-05-18T13:44:59.200Z"));
    assertThat(SessionClock.began(new SessionLoad(SessionCode.R, Map.of(), Map.of()))).isEmpty();
  }

  @Test void extractors_make_rows_of_a_load() throws IOException {
    var load = new SessionLoad(SessionCode.R, Map.of(
        Topic.TRACK_STATUS, () -> stream("00:00:00.000{\"Status\":\"1\",\"Message\":\"AllClear\"}\nbroken\n"),
        Topic.SESSION_STATUS, () -> stream("00:00:03.000{\"Status\":\"Inactive\"}\n00:59:00.000{\"Status\":\"Started\"}\n")), Map.of());
    var extractor = StreamExtractors.all().stream().filter(e -> e.kind() == DataKind.TRACK_STATUS).findFirst().orElseThrow();
    assertThat(extractor.needs()).containsExactly(Topic.TRACK_STATUS);
    assertThat(extractor.extract(load)).isEqualTo(new Extracted.Rows(new SessionData.TrackStatus(
        List.of(new StatusChange(0, "1", "AllClear")),
        List.of(new StatusChange(3000, "Inactive", ""), new StatusChange(3_540_000, "Started", ""))),
        List.of("TrackStatus: 1 line left out")));
  }

  @Test void an_extractor_fails_without_its_topic() {
    var nothing = new SessionLoad(SessionCode.R, Map.of(), Map.of());
    for (var extractor : StreamExtractors.all()) {
      assertThatThrownBy(() -> extractor.extract(nothing)).isInstanceOf(FileNotFoundException.class);
    }
  }

  @Test void each_kind_has_one_extractor() {
    assertThat(StreamExtractors.all()).extracting(Extractor::kind).containsExactlyInAnyOrder(DataKind.ENTRANTS, DataKind.WEATHER,
        DataKind.RACE_CONTROL, DataKind.TEAM_RADIO, DataKind.TRACK_STATUS);
  }

  private static DatedChange change(int at, String utc) {
    return new DatedChange(at, Instant.parse(utc), What.SESSION, "Started");
  }

  private static RaceControlMessage message(int at, String utc) {
    return new RaceControlMessage(at, utc == null ? null : Instant.parse(utc), null, "Other", null, null, null, null, null, null,
        "MESSAGE");
  }

  private static InputStream stream(String lines) {
    return new ByteArrayInputStream(("\uFEFF" + lines.replace("\n", "\r\n")).getBytes(StandardCharsets.UTF_8));
  }
}

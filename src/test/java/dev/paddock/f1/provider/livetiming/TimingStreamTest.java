package dev.paddock.f1.provider.livetiming;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.paddock.f1.rules.session.PositionChange;
import dev.paddock.f1.rules.session.TimedLap;
import dev.paddock.f1.rules.session.Timing;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TimingStreamTest {
  /** A practice by hand: car 44 leaves the pits, drives two laps, the second through the pits; car 1 stays in its garage. */
  static final List<String> PRACTICE = List.of(
      "\uFEFF00:00:05.000{'Lines':{},'Withheld':false}",
      "00:00:06.000{'Lines':{'44':{'Line':1,'Position':'1','RacingNumber':'44','Retired':false,'InPit':true,'PitOut':false,'Stopped':false,"
          + "'Status':80,'Sectors':[{'Stopped':false,'Value':'','Segments':[{'Status':0}]},{'Value':''},{'Value':''}],"
          + "'Speeds':{'I1':{'Value':''},'I2':{'Value':''},'FL':{'Value':''},'ST':{'Value':''}},'BestLapTime':{'Value':''},"
          + "'LastLapTime':{'Value':'','Status':0}},'1':{'Position':'2','InPit':true,'NumberOfLaps':0}}}",
      "00:10:00.000{'Lines':{'44':{'InPit':false,'PitOut':true,'NumberOfLaps':1,'Status':64}}}",
      "00:10:01.000{'Lines':{'44':{'Sectors':{'0':{'Segments':{'3':{'Status':2048}}}}}}}",
      "00:10:30.100{'Lines':{'44':{'Sectors':{'0':{'Value':'29.5','PreviousValue':'31.000'}},'Speeds':{'I1':{'Value':'281'}}}}}",
      "00:11:05.000{'Lines':{'44':{'Sectors':{'1':{'Value':'34.900'}},'Speeds':{'I2':{'Value':'250'}}}}}",
      "00:11:30.000{'Lines':{'44':{'NumberOfLaps':2,'Sectors':{'2':{'Value':'25.000'}},'Speeds':{'FL':{'Value':'300'}}}}}",
      "00:12:00.050{'Lines':{'44':{'Sectors':{'0':{'Value':'30.000'},'1':{'Value':''},'2':{'Value':''}},'Speeds':{'ST':{'Value':'320'}}}}}",
      "00:12:35.010{'Lines':{'44':{'Sectors':{'1':{'Value':'35.000'}}}}}",
      "00:12:58.000{'Lines':{'44':{'InPit':true,'NumberOfPitStops':1,'Position':'2'},'1':{'Position':'1'}}}",
      "00:13:00.500{'Lines':{'44':{'NumberOfLaps':3,'Sectors':{'2':{'Value':'25.000'}},'BestLapTime':{'Value':'1:30.000','Lap':3},"
          + "'LastLapTime':{'Value':'1:30.000','PersonalFastest':true}}}}",
      "00:20:00.000{'Lines':{'44':{'Stopped':true}}}");

  @Test void a_practice_becomes_laps() throws IOException {
    var timing = read(String.join("\r\n", PRACTICE));
    assertThat(timing.laps()).containsExactly(
        new TimedLap(44, 1, null, 29_500, 34_900, 25_000, 690_000, 630_100, 665_000, 690_000, null, 600_000, 0, 281, 250, 300, null, false),
        new TimedLap(44, 2, 90_000, 30_000, 35_000, 25_000, 780_000, 720_000, 755_000, 780_000, 778_000, null, 0, null, null, null, 320,
            true));
    assertThat(timing.positions()).containsExactly(new PositionChange(44, 6_000, 1), new PositionChange(1, 6_000, 2),
        new PositionChange(1, 778_000, 1), new PositionChange(44, 778_000, 2));
    assertThat(timing.parts()).isEmpty();
    assertThat(timing.stopped()).isEqualTo(Map.of(44, 1_200_000));
    assertThat(timing.undecoded()).isZero();
  }

  @Test void a_qualifying_has_parts() throws IOException {
    var timing = read("""
        00:00:05.000{'SessionPart':1,'Lines':{'44':{'BestLapTimes':[{'Value':''},{},{}]}}}
        00:20:00.000{'Lines':{'44':{'BestLapTimes':{'0':{'Value':'1:20.000'}}}}}
        00:21:00.000{'Lines':{'44':{'BestLapTimes':{'1':{'Value':''}},'BestLapTime':{'Value':'','_deleted':['Lap']}}}}
        00:41:00.000{'Lines':{'44':{'BestLapTimes':{'2':{'Value':'','_deleted':['Lap']}}}}}
        """);
    assertThat(timing.parts()).containsExactly(1_260_000, 2_460_000);
  }

  @ParameterizedTest(name = "{0}") @ValueSource(strings = {
      "{'Lines':{'44':{'NumberOfLaps':9,'Sectors':{'2':{'Value':'25.000'}}",
      "{'Lines':{'44':{'NumberOfLaps':9}}} and more",
      "{'Lines':{'44':{'NumberOfLaps':9}}}}",
      "{'Lines':{'44':{'NumberOfLaps':9}}}{'Lines':{}}",
      "[{'Lines':{'44':{'NumberOfLaps':9}}}]",
      "'Lines'",
      "NaN",
      "{'Lines':{'44':{'NumberOfLaps':9,'Position':\u0000}}}",
      "<html>403 Forbidden</html>",
  })
  void a_line_that_cannot_be_read_to_its_end_says_nothing_and_is_counted(String line) throws IOException {
    var timing = with("00:11:00.000" + line);
    assertThat(timing.undecoded()).isEqualTo(1);
    assertThat(timing.laps()).isEqualTo(read(String.join("\n", PRACTICE)).laps());
  }

  @ParameterizedTest(name = "{0}") @ValueSource(strings = {
      "{}",
      "{'Lines':[]}",
      "{'Lines':null,'Other':{'Lines':{'44':{'NumberOfLaps':9}}}}",
      "{'Lines':{'44':null,'1':[]}}",
      "{'Lines':{'100':{'NumberOfLaps':9},'-1':{'NumberOfLaps':9},'0':{},'four':{'NumberOfLaps':9},'':{}}}",
      "{'Lines':{'44':{'Unknown':{'Sectors':[{'Value':'1.0'}]},'Sectors':null,'Speeds':[1],'InPit':'false','NumberOfLaps':{}}}}",
      "{'Lines':{'44':{'Sectors':{'3':{'Value':'9.000'},'x':{'Value':'9.000'},'-1':{'Value':'9.000'}}}}}",
      "{'Lines':{'44':{'Sectors':[5,null,['9.000'],{'Value':'9.000'}]}}}",
      "{'Lines':{'44':{'LastLapTime':{'Value':'-1:40:04.146'},'BestLapTime':'1:10.000','Speeds':{'XX':{'Value':'9'},'ST':'9'}}}}",
      "{'Lines':{'44':{'NumberOfLaps':-3,'Speeds':{'ST':{'Value':'-9'}},'Sectors':{'0':{'Value':'1e9'}},'Position':''}}}",
      "{'Lines':{'44':{'NumberOfLaps':99999999999,'Speeds':{'ST':{'Value':'99999999999'}},'Sectors':{'0':{'Value':'99999999999'}}}}}",
      "{'Lines':{'44':{'Sectors':{'0':{'PreviousValue':'9.000','Segments':{'0':{'Value':'9.000'}}}}}}}",
  })
  void what_has_another_shape_is_passed_over(String line) throws IOException {
    var timing = with("00:12:40.000" + line);
    assertThat(timing.undecoded()).isZero();
    assertThat(timing.laps()).isEqualTo(read(String.join("\n", PRACTICE)).laps());
  }

  @Test void cars_of_other_series_that_drive_later_are_left_out() throws IOException {
    var timing = with("01:10:00.000{'Lines':{'7':{'Position':'1','InPit':false}}}");
    assertThat(timing.positions()).extracting(PositionChange::car).doesNotContain(7);
  }

  @Test void numbers_may_be_texts_and_elements_may_be_an_array() throws IOException {
    var other = new ArrayList<>(PRACTICE);
    other.replaceAll(line -> line.replace("'NumberOfLaps':2", "'NumberOfLaps':'2'")
        .replace("{'0':{'Value':'30.000'},'1':{'Value':''},'2':{'Value':''}}", "[{'Value':'30.000'},{'Value':''},{'Value':''}]"));
    assertThat(other).isNotEqualTo(PRACTICE);
    assertThat(read(String.join("\n", other))).isEqualTo(read(String.join("\n", PRACTICE)));
  }

  @Test void a_snapshot_of_the_whole_state_may_come_at_any_time_and_changes_nothing() throws IOException {
    var expected = read(String.join("\n", PRACTICE));
    var state = new DeltaMerge();
    for (int i = 1; i < PRACTICE.size(); i++) {
      state.apply((ObjectNode) new ObjectMapper().readTree(PRACTICE.get(i).substring(12).replace('\'', '"')));
      var lines = new ArrayList<>(PRACTICE);
      for (int after = i + 1; after <= i + 2; after++) lines.add(after, PRACTICE.get(i).substring(0, 12) + state.state());
      assertThat(read(String.join("\n", lines))).as("after line %d", i).isEqualTo(expected);
    }
  }

  /** Bytes are overwritten, lines repeated, swapped and cut: whatever comes out is laps. */
  @Property(tries = 1000) void no_rubbish_throws(@ForAll @Size(max = 40) List<@IntRange(max = 1 << 30) Integer> edits) throws IOException {
    var lines = new ArrayList<>(PRACTICE);
    for (int edit : edits) edit(lines, edit & 3, edit >> 2);
    var timing = read(String.join("\n", lines));
    int number = 0;
    int car = 0;
    for (var lap : timing.laps()) {
      number = lap.car() == car ? number + 1 : 1;
      car = lap.car();
      assertThat(lap.number()).isEqualTo(number);
      assertThat(car).isBetween(1, 99);
      assertThat(lap.end()).isNotNull();
    }
    assertThat(timing.laps().size()).isLessThanOrEqualTo(2 * lines.size());
    assertThat(timing.undecoded()).isLessThanOrEqualTo(2 * lines.size());
  }

  private static void edit(List<String> lines, int how, int where) {
    int at = where % lines.size();
    var line = lines.get(at);
    int column = line.isEmpty() ? 0 : where / lines.size() % line.length();
    switch (how) {
      case 0 -> lines.set(at, line.substring(0, column) + "'{}[]:,.-09\\\u00e9\u0001".charAt(where % 14)
          + line.substring(Math.min(line.length(), column + 1)));
      case 1 -> lines.add(at, lines.get(where / 7 % lines.size()));
      case 2 -> lines.set(at, line.substring(0, column));
      default -> lines.set(at, line.substring(0, column) + where % 100_000 + line.substring(column));
    }
  }

  private static Timing with(String line) throws IOException {
    var lines = new ArrayList<>(PRACTICE);
    lines.add(lines.size() - 1, line);
    lines.sort((a, b) -> a.startsWith("\uFEFF") ? -1 : b.startsWith("\uFEFF") ? 1 : a.substring(0, 12).compareTo(b.substring(0, 12)));
    return read(String.join("\n", lines));
  }

  static Timing read(String lines) throws IOException {
    return TimingStream.read(new ByteArrayInputStream(lines.replace('\'', '"').getBytes(StandardCharsets.UTF_8)));
  }
}

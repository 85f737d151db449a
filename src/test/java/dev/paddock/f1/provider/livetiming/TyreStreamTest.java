package dev.paddock.f1.provider.livetiming;

import static org.assertj.core.api.Assertions.assertThat;

import dev.paddock.f1.rules.laps.TyreMessage;
import dev.paddock.f1.rules.laps.Tyres;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class TyreStreamTest {
  @Test void a_list_holds_all_stints_and_an_object_those_that_changed() throws IOException {
    assertThat(read("""
        00:00:03.546{"Lines":{"44":{"RacingNumber":"44","Stints":[]},"1":{"GridPos":"1"}}}
        00:40:08.839{"Lines":{"44":{"Stints":[{"LapFlags":0,"Compound":"HARD","New":"true","TyresNotChanged":"0","StartLaps":0}]}}}
        00:41:00.000{"Lines":{"44":{"Stints":{"0":{"TotalLaps":1}}}}}
        00:50:00.000{"Lines":{"44":{"Stints":{"1":{"Compound":"UNKNOWN","New":"false","TyresNotChanged":"1","StartLaps":0}}}}}
        00:50:05.000{"Lines":{"44":{"Stints":{"1":{"Compound":"SOFT","StartLaps":3}}}}}
        """)).isEqualTo(new Tyres(List.of(
        new TyreMessage(2_408_839, 44, 0, "HARD", true, false, 0),
        new TyreMessage(3_000_000, 44, 1, "UNKNOWN", false, true, 0),
        new TyreMessage(3_005_000, 44, 1, "SOFT", null, null, 3)), 0));
  }

  @Test void a_list_that_is_sent_again_tells_only_what_is_new() throws IOException {
    assertThat(read("""
        00:00:10.000{"Lines":{"5":{"Stints":[{"Compound":"ULTRASOFT","New":"false","StartLaps":3,"TotalLaps":3}]}}}
        00:00:20.000{"Lines":{"5":{"Stints":[{"Compound":"ULTRASOFT","New":"false","StartLaps":3,"TotalLaps":4},{"Compound":"SOFT","New":"true"}]}}}
        """).messages()).containsExactly(new TyreMessage(10_000, 5, 0, "ULTRASOFT", false, null, 3),
        new TyreMessage(20_000, 5, 1, "SOFT", true, null, null));
  }

  @Test void what_cannot_be_read_is_left_out_and_counted_by_line() throws IOException {
    var tyres = read("""
        00:00:10.000{"Lines":{"5":{"Stints":{"0":{"Compound":"SOFT"
        no line at all
        00:00:11.000{"Lines":{"SAFETY":{"Stints":{"0":{"Compound":"SOFT"}}},"5":{"Stints":{"x":{"Compound":"SOFT"},"0":"SOFT","-1":{"Compound":"SOFT"}}}}}
        00:00:12.000{"Lines":{"5":{"Stints":{"0":{"Compound":"<b>","StartLaps":-4,"New":null},"_deleted":["1"]}},"6":null,"7":{"Stints":7}}}
        00:00:13.000{"Lines":[]}
        00:00:14.000[]
        """);
    assertThat(tyres.messages()).containsExactly(new TyreMessage(12_000, 5, 0, "UNKNOWN", null, null, null));
    assertThat(tyres.undecoded()).isEqualTo(3);
  }

  @Property(tries = 300) void whatever_the_bytes_are_it_is_read_to_the_end(@ForAll Random random) throws IOException {
    var bytes = """
        00:00:10.000{"Lines":{"5":{"Stints":[{"Compound":"SOFT","New":"false","StartLaps":3}]}}}
        00:00:20.000{"Lines":{"5":{"Stints":{"1":{"Compound":"HARD","New":true,"StartLaps":"7"}}}}}
        """.repeat(20).getBytes(StandardCharsets.UTF_8);
    int broken = random.nextInt(200);
    for (int i = 0; i < broken; i++) bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
    var tyres = TyreStream.read(new ByteArrayInputStream(bytes));
    assertThat(tyres.messages()).hasSizeLessThanOrEqualTo(40 + broken).allSatisfy(m -> assertThat(m.stint()).isBetween(0, 99));
    assertThat(tyres.undecoded()).isLessThanOrEqualTo(40 + broken);
  }

  static Tyres read(String lines) throws IOException {
    return TyreStream.read(new ByteArrayInputStream(lines.getBytes(StandardCharsets.UTF_8)));
  }
}

package dev.paddock.f1.provider.multiviewer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.paddock.f1.provider.Malformed;
import dev.paddock.f1.rules.circuit.CircuitMap;
import dev.paddock.f1.rules.circuit.Marker;
import dev.paddock.f1.rules.circuit.Marker.Kind;
import dev.paddock.f1.rules.circuit.MarkerDistances;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Twenty real circuits and a whole answer. They are not part of this project: where they are not at hand, nothing is tested. */
class RecordedCircuitsTest {
  static final Path RECORDED = Path.of("../shared/recordings");
  static final Path CIRCUITS = RECORDED.resolve("multiviewer-circuits");
  static final Path SERVER = RECORDED.resolve("api.multiviewer.app/api/v1/circuits");

  @BeforeAll static void at_hand() {
    assumeTrue(Files.isDirectory(CIRCUITS) && Files.isDirectory(SERVER), "no recorded circuits at " + RECORDED);
  }

  @TestFactory List<DynamicTest> markers_ascend_along_the_lap() throws IOException {
    try (Stream<Path> files = Files.list(CIRCUITS)) {
      var tests = files.sorted().map(file -> DynamicTest.dynamicTest(file.getFileName().toString(), () -> check(file))).toList();
      assertThat(tests).hasSize(20);
      return tests;
    }
  }

  @Test void a_whole_answer_has_the_distances_that_it_says_itself() throws IOException, Malformed {
    var body = Files.readString(SERVER.resolve("39/2020.json"));
    var map = MultiViewer.parse(body, 39, 2024);
    assertThat(map.name()).isEqualTo("Monza");
    assertThat(map.country()).isEqualTo("Italy");
    assertThat(map.rotation()).isEqualTo(95);
    assertThat(map.markers(Kind.MARSHAL_SECTOR)).hasSize(17);
    assertThat(map.markers(Kind.MARSHAL_LIGHT)).hasSize(17);
    ascends(map.markers(Kind.CORNER), 0);
    assertThat(MarkerDistances.length(map)).as("of 5,793 m").isBetween(5700.0, 5800.0);
    var lengths = new ObjectMapper().readTree(body).path("corners");
    for (int i = 0; i < lengths.size(); i++) {
      assertThat(map.markers(Kind.CORNER).get(i).distance()).isCloseTo(lengths.get(i).path("length").asDouble() / 10, within(2.0));
    }
  }

  @Test void what_does_not_exist_is_a_text() throws IOException {
    var body = Files.readString(SERVER.resolve("0/2020.json"));
    assertThatThrownBy(() -> MultiViewer.parse(body, 0, 2020)).isInstanceOf(Malformed.class);
  }

  private static void check(Path file) throws IOException, Malformed {
    var name = file.getFileName().toString().split("[-.]");
    var map = MultiViewer.parse(Files.readString(file), Integer.parseInt(name[0]), Integer.parseInt(name[1]));
    ascends(map.markers(Kind.CORNER), 0);
    ascends(map.markers(Kind.MARSHAL_LIGHT), 1);
    ascends(map.markers(Kind.MARSHAL_SECTOR), 1);
    assertThat(map.markers(Kind.CORNER).size()).isBetween(10, 27);
    assertThat(MarkerDistances.length(map)).isBetween(3_200.0, 7_000.0);
    onOutline(map);
  }

  /** @param linePassed how often the line may lie between a marker and the one after it: the first is sometimes before it */
  private static void ascends(List<Marker> markers, int linePassed) {
    int back = 0;
    for (int i = 1; i < markers.size(); i++) if (markers.get(i).distance() <= markers.get(i - 1).distance()) back++;
    assertThat(back).as("%s", markers).isLessThanOrEqualTo(linePassed);
  }

  private static void onOutline(CircuitMap map) {
    double length = MarkerDistances.length(map);
    assertThat(map.markers()).allSatisfy(marker -> assertThat(marker.distance()).isBetween(0.0, length));
  }
}

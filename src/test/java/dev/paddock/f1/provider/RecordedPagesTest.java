package dev.paddock.f1.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.paddock.f1.rules.SessionCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Real pages as Jolpica sent them, of many seasons. They are not part of this project: where they are not at hand, nothing is tested. */
class RecordedPagesTest {
  static final Path RECORDED = Path.of("../shared/recordings/api.jolpi.ca/ergast/f1");

  @BeforeAll static void at_hand() {
    assumeTrue(Files.isDirectory(RECORDED), "no recorded pages at " + RECORDED);
  }

  @TestFactory List<DynamicTest> every_page_can_be_read() throws IOException {
    try (Stream<Path> files = Files.walk(RECORDED)) {
      return files.filter(file -> file.toString().endsWith(".json")).sorted().flatMap(file -> test(file).stream()).toList();
    }
  }

  private static List<DynamicTest> test(Path file) {
    var name = RECORDED.relativize(file).toString();
    return switch (name.replaceFirst("@.*|\\.json$", "").replaceFirst(".*/", "")) {
      case "results" -> List.of(DynamicTest.dynamicTest(name, () -> assertThat(page(file).results(SessionCode.R))
          .hasSizeGreaterThanOrEqualTo(18)));
      case "sprint" -> List.of(DynamicTest.dynamicTest(name, () -> assertThat(page(file).results(SessionCode.S))
          .hasSize(page(file).total())));
      case "qualifying" -> List.of(DynamicTest.dynamicTest(name, () -> assertThat(page(file).results(SessionCode.Q))
          .hasSize(page(file).total())));
      case "drivers" -> List.of(DynamicTest.dynamicTest(name, () -> assertThat(page(file).drivers()).hasSize(page(file).total())));
      case String season when season.matches("\\d{4}") -> List.of(DynamicTest.dynamicTest(name, () -> assertThat(page(file).races())
          .hasSize(page(file).total())));
      default -> List.of(); // laps and the list of seasons are not read
    };
  }

  private static JolpicaPage page(Path file) throws IOException, Malformed {
    return JolpicaPage.parse(Files.readString(file));
  }
}

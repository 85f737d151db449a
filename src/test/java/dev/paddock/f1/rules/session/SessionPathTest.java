package dev.paddock.f1.rules.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.paddock.f1.rules.SessionCode;
import java.time.LocalDate;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SessionPathTest {
  @ParameterizedTest(name = "{4} of {1} {0}")
  @CsvSource({
      "2025, Miami Grand Prix,            2025-05-04, 2025-05-03, S,   2025/2025-05-04_Miami_Grand_Prix/2025-05-03_Sprint/",
      "2025, Australian Grand Prix,       2025-03-16, 2025-03-14, FP2, 2025/2025-03-16_Australian_Grand_Prix/2025-03-14_Practice_2/",
      "2024, Chinese Grand Prix,          2024-04-21, 2024-04-19, SQ,  2024/2024-04-21_Chinese_Grand_Prix/2024-04-19_Sprint_Qualifying/",
      "2023, Belgian Grand Prix,          2023-07-30, 2023-07-29, SS,  2023/2023-07-30_Belgian_Grand_Prix/2023-07-29_Sprint_Shootout/",
      "2021, British Grand Prix,          2021-07-18, 2021-07-17, S,   2021/2021-07-18_British_Grand_Prix/2021-07-17_Sprint_Qualifying/",
      "2020, Emilia Romagna Grand Prix,   2020-11-01, 2020-10-31, FP1, 2020/2020-11-01_Emilia_Romagna_Grand_Prix/2020-10-31_Practice/",
      "2024, São Paulo Grand Prix,        2024-11-03, 2024-11-03, Q,   2024/2024-11-03_São_Paulo_Grand_Prix/2024-11-02_Qualifying/",
      "2019, Japanese Grand Prix,         2019-10-13, 2019-10-13, Q,   2019/2019-10-13_Japanese_Grand_Prix/2019-10-12_Qualifying/",
      "2024, São Paulo Grand Prix,        2024-11-03, 2024-11-03, R,   2024/2024-11-03_São_Paulo_Grand_Prix/2024-11-03_Race/",
      "2023, Las Vegas Grand Prix,        2023-11-18, 2023-11-18, Q,   2023/2023-11-18_Las_Vegas_Grand_Prix/2023-11-18_Qualifying/", // midnight
      "2025, Las Vegas Grand Prix,        2025-11-22, 2025-11-22, R,   2025/2025-11-22_Las_Vegas_Grand_Prix/2025-11-22_Race/", // UTC: the 23rd
      "2020, 70th Anniversary Grand Prix, 2020-08-09, 2020-08-07, FP2, 2020/2020-08-09_70th_Anniversary_Grand_Prix/2020-08-07_Practice_2/"})
  void where_a_session_is_archived(int year, String event, LocalDate race, LocalDate day, SessionCode code, String path) {
    assertThat(SessionPath.of(year, event, race, day, code)).isEqualTo(path);
  }

  @ParameterizedTest(name = "{1} of type {0} at {2}: {3}")
  @CsvSource({
      "Practice,   Practice 1,            Miami Grand Prix,   FP1",
      "Practice,   Practice,              Emilia Romagna Grand Prix, FP1",
      "Practice,   Practice 2,            Pre-Season Testing, ",
      "Practice,   Practice 1,            Pre-Season Test 2,  ",
      "Qualifying, Qualifying,            Miami Grand Prix,   Q",
      "Race,       Sprint Qualifying,     British Grand Prix, S",    // 2021
      "Qualifying, Sprint Qualifying,     Chinese Grand Prix, SQ",   // since 2024
      "Qualifying, Sprint Shootout,       Belgian Grand Prix, SS",   // 2023
      "Race,       Sprint,                Miami Grand Prix,   S",
      "Race,       Race,                  Miami Grand Prix,   R",
      "Race,       High Speed Track Test, Saudi Arabian Grand Prix, ",
      "Race,       ,                      Qatar Grand Prix,   "})
  void a_session_is_known_by_its_name(String type, String name, String meeting, SessionCode code) {
    assertThat(SessionName.code(meeting, type, name).orElse(null)).isEqualTo(code);
  }
}

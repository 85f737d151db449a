package dev.paddock.f1.provider.livetiming;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.paddock.f1.rules.SessionCode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Loads of recorded sessions. The recordings are not part of this project: where they are not at hand, nothing is tested. */
final class RecordedLoad {
  static final Path RECORDED = Path.of("../shared/recordings/livetiming.formula1.com/static");

  /** Those of which the whole timing stream is on record. */
  static final List<String> TIMED = List.of(
      "2019/2019-09-08_Italian_Grand_Prix/2019-09-07_Qualifying", "2020/2020-07-19_Hungarian_Grand_Prix/2020-07-17_Practice_2",
      "2020/2020-08-09_70th_Anniversary_Grand_Prix/2020-08-07_Practice_2", "2021/2021-09-12_Italian_Grand_Prix/2021-09-11_Practice_2",
      "2022/2022-03-27_Saudi_Arabian_Grand_Prix/2022-03-26_Qualifying", "2022/2022-07-03_British_Grand_Prix/2022-07-01_Practice_1",
      "2023/2023-04-30_Azerbaijan_Grand_Prix/2023-04-28_Qualifying", "2023/2023-04-30_Azerbaijan_Grand_Prix/2023-04-29_Sprint",
      "2024/2024-04-21_Chinese_Grand_Prix/2024-04-19_Sprint_Qualifying", "2024/2024-06-23_Spanish_Grand_Prix/2024-06-22_Qualifying",
      "2024/2024-07-07_British_Grand_Prix/2024-07-05_Practice_1", "2025/2025-05-04_Miami_Grand_Prix/2025-05-03_Sprint");

  private RecordedLoad() {}

  static void assumeAtHand() {
    assumeTrue(Files.isDirectory(RECORDED), "no recordings at " + RECORDED);
  }

  static SessionLoad of(String path) {
    Map<Topic, SessionLoad.Source> topics = new EnumMap<>(Topic.class);
    for (var topic : Topic.values()) {
      var file = RECORDED.resolve(path).resolve(topic.file());
      if (Files.exists(file)) topics.put(topic, () -> Files.newInputStream(file));
    }
    return new SessionLoad(code(path), topics, Map.of());
  }

  private static SessionCode code(String path) {
    return switch (path.substring(path.lastIndexOf('/') + 12)) {
      case "Practice_1" -> SessionCode.FP1;
      case "Practice_2" -> SessionCode.FP2;
      case "Qualifying" -> SessionCode.Q;
      case "Sprint_Qualifying" -> SessionCode.SQ;
      case "Sprint" -> SessionCode.S;
      default -> throw new IllegalArgumentException(path);
    };
  }
}

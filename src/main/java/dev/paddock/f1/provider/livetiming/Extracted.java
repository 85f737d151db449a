package dev.paddock.f1.provider.livetiming;

import dev.paddock.f1.rules.session.SessionData;
import dev.paddock.f1.rules.telemetry.TelemetryBlock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What an extractor made of a load. {@code notes}: what was odd, such as lines left out, for people. */
public sealed interface Extracted {
  List<String> notes();

  record Rows(SessionData data, List<String> notes) implements Extracted {
    public Rows {
      notes = List.copyOf(notes);
    }
  }

  /** @param began the instant of session time 0, as these samples tell it */
  record Blocks(List<TelemetryBlock> blocks, Optional<Instant> began, List<String> notes) implements Extracted {
    public Blocks {
      blocks = List.copyOf(blocks);
      notes = List.copyOf(notes);
    }
  }
}

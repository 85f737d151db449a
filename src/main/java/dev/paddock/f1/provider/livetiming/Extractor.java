package dev.paddock.f1.provider.livetiming;

import dev.paddock.f1.rules.session.DataKind;
import java.io.IOException;
import java.util.Set;

/** Makes one kind of data of a session's load. Blocking and pure: a worker's. What it throws fails its own kind only. */
public interface Extractor {
  DataKind kind();

  /** If one of these is not there, neither is the kind. */
  Set<Topic> needs();

  /** Makes its data better, if they are there. */
  default Set<Topic> uses() {
    return Set.of();
  }

  Extracted extract(SessionLoad load) throws IOException;
}

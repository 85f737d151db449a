package dev.paddock.upstream.recordings;

import java.nio.file.Path;

/** What there is to a question. */
sealed interface Found {
  /** A file, as it was recorded. */
  record Recorded(Path file) implements Found {}

  /** JSON that was made from what was recorded. */
  record Made(byte[] json) implements Found {}

  /** What the real host says when it has no such thing. */
  record Nothing(int status, String type, String body) implements Found {}
}

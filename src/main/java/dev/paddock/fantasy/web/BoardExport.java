package dev.paddock.fantasy.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.paddock.fantasy.web.Rankings.Row;
import dev.paddock.fantasy.web.Rankings.Shown;
import dev.paddock.web.Answer;
import dev.paddock.web.Answer.Caching;
import io.vertx.core.Future;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** A whole ranking as a file, a thousand rows at a time, all of one snapshot. */
final class BoardExport {
  /** What it can be written as. */
  enum Format {
    CSV("text/csv"),
    /** A JSON object a line. */
    NDJSON("application/x-ndjson");

    final String mediaType;

    Format(String mediaType) {
      this.mediaType = mediaType;
    }

    String word() {
      return name().toLowerCase(Locale.ROOT);
    }

    static Format of(String word) {
      return Arrays.stream(values()).filter(format -> format.word().equals(word)).findFirst().orElseThrow();
    }
  }

  private static final int ROWS = 1_000;
  private static final String HEADER = "rank,previousRank,teamId,team,player,points\r\n";
  private static final JsonMapper JSON = JsonMapper.builder()
      .defaultPropertyInclusion(JsonInclude.Value.construct(Include.NON_NULL, Include.ALWAYS))
      .build();

  private final Rankings rankings;
  private final Shown shown;
  private final Format format;
  private int written;
  private boolean begun;

  BoardExport(Rankings rankings, Shown shown, Format format) {
    this.rankings = rankings;
    this.shown = shown;
    this.format = format;
  }

  Answer answer(Caching caching) {
    var file = shown.board() + "-" + shown.snapshot() + "." + format.word();
    return new Answer.With(new Answer.Streamed(format.mediaType, this::next, "snapshot-" + shown.snapshot() + "-" + format.word(), caching),
        Map.of("Content-Disposition", "attachment; filename=\"" + file + "\""));
  }

  private Future<Optional<String>> next() {
    if (!begun && format == Format.CSV) {
      begun = true;
      return Future.succeededFuture(Optional.of(HEADER));
    }
    if (written >= shown.total()) return Future.succeededFuture(Optional.empty());
    return rankings.rows(shown.snapshot(), written, ROWS).map(rows -> {
      written += ROWS;
      var text = new StringBuilder();
      for (var row : rows) text.append(format == Format.CSV ? csv(row) : json(row));
      return Optional.of(text.toString());
    });
  }

  private static String csv(Row row) {
    return row.rank() + "," + (row.previousRank() == null ? "" : row.previousRank()) + "," + row.teamId() + "," + quoted(row.team()) + ","
        + quoted(row.player()) + "," + row.points() + "\r\n";
  }

  /** RFC 4180; what a spreadsheet would take for a formula is kept from being one. */
  private static String quoted(String name) {
    var harmless = name.isEmpty() || "=+-@\t\r".indexOf(name.charAt(0)) < 0 ? name : "'" + name;
    return '"' + harmless.replace("\"", "\"\"") + '"';
  }

  private static String json(Row row) {
    try {
      return JSON.writeValueAsString(row) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(row + " cannot be written", e);
    }
  }
}

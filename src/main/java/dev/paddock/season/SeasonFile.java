package dev.paddock.season;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;

/**
 * The file of a season: UTF-8 JSON, one record a line, the same bytes for the same season. Reading is strict: an unknown
 * or missing field, another version or an inconsistent season is a {@link Broken} that says what and where.
 */
public final class SeasonFile {
  public static final String FORMAT = "paddock-season";
  public static final int VERSION = 1;
  public static final String SOURCE = "F1DB (CC BY 4.0)";

  /** A season file is far smaller; more is not one. */
  static final int MAX_BYTES = 16 << 20;

  private static final ObjectMapper JSON = JsonMapper.builder().addModule(new JavaTimeModule())
      .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
      .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES, DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES,
          DeserializationFeature.FAIL_ON_TRAILING_TOKENS, DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
      .build();

  /** Not a season file that this version reads. The message names the file, the place and the reason. */
  public static final class Broken extends RuntimeException {
    Broken(String message, Throwable cause) {
      super(message, cause);
    }
  }

  private record Form(String format, int version, String source, long seed, int year, List<Season.Circuit> circuits,
                      List<Season.Constructor> constructors, List<Season.Driver> drivers, List<Season.Entry> entries,
                      SortedMap<String, Integer> prices, List<Season.Race> races, List<Classification> results,
                      List<Qualifying> qualifyings) {}

  private SeasonFile() {}

  public static Season read(Path file) {
    try {
      if (Files.size(file) > MAX_BYTES) throw new Broken(file + ": larger than " + MAX_BYTES + " bytes", null);
      return read(file.toString(), Files.readAllBytes(file));
    } catch (IOException e) {
      throw new Broken(file + ": cannot be read: " + e, e);
    }
  }

  /** A season of the bundle, such as 2025. */
  public static Season bundled(int year) {
    var name = "/seasons/" + year + ".json";
    try (InputStream in = SeasonFile.class.getResourceAsStream(name)) {
      if (in == null) throw new Broken("no season " + year + " is bundled", null);
      return read(name, in.readAllBytes());
    } catch (IOException e) {
      throw new Broken(name + ": cannot be read: " + e, e);
    }
  }

  /** A year of the bundle (four digits) or a file. */
  public static Season open(String yearOrFile) {
    return yearOrFile.matches("\\d{4}") ? bundled(Integer.parseInt(yearOrFile)) : read(Path.of(yearOrFile));
  }

  static Season read(String name, byte[] bytes) {
    try {
      var form = JSON.readValue(bytes, Form.class);
      if (!FORMAT.equals(form.format()) || form.version() != VERSION) {
        throw new Broken(name + ": is " + form.format() + " version " + form.version() + ", not " + FORMAT + " version " + VERSION, null);
      }
      return new Season(form.year(), form.seed(), form.circuits(), form.constructors(), form.drivers(), form.entries(),
          form.prices(), form.races(), form.results(), form.qualifyings());
    } catch (JsonProcessingException e) {
      var line = e.getLocation() == null ? 0 : e.getLocation().getLineNr();
      throw new Broken(name + ": line " + line + ": " + place(e) + e.getOriginalMessage(), e);
    } catch (IllegalArgumentException | NullPointerException e) {
      throw new Broken(name + ": " + e.getMessage(), e);
    } catch (IOException e) {
      throw new Broken(name + ": cannot be read: " + e, e);
    }
  }

  /** {@code results[3].rows[0]: }, the path inside the document; nothing if the text is no JSON at all. */
  private static String place(JsonProcessingException e) {
    if (!(e instanceof JsonMappingException mapping) || mapping.getPath().isEmpty()) return "";
    var path = new StringBuilder();
    for (var step : mapping.getPath()) {
      if (step.getFieldName() == null) path.append('[').append(step.getIndex()).append(']');
      else path.append(path.isEmpty() ? "" : ".").append(step.getFieldName());
    }
    return path.append(": ").toString();
  }

  public static void write(Season season, Path file) throws IOException {
    Files.write(file, bytes(season));
  }

  /** The file's content. */
  public static byte[] bytes(Season season) {
    var out = new StringBuilder("{\n");
    out.append("\"format\":").append(json(FORMAT)).append(",\n\"version\":").append(VERSION);
    out.append(",\n\"source\":").append(json(SOURCE)).append(",\n\"seed\":").append(season.seed());
    out.append(",\n\"year\":").append(season.year());
    list(out, "circuits", season.circuits());
    list(out, "constructors", season.constructors());
    list(out, "drivers", season.drivers());
    list(out, "entries", season.entries());
    out.append(",\n\"prices\":").append(json(season.prices()));
    list(out, "races", season.races());
    versions(out, "results", season.results());
    versions(out, "qualifyings", season.qualifyings());
    return out.append("\n}\n").toString().getBytes(StandardCharsets.UTF_8);
  }

  private static void list(StringBuilder out, String name, Collection<?> values) {
    out.append(",\n\"").append(name).append("\":[");
    lines(out, values);
    out.append(']');
  }

  private static void versions(StringBuilder out, String name, List<? extends Version> versions) {
    out.append(",\n\"").append(name).append("\":[");
    var comma = "\n";
    for (var version : versions) {
      out.append(comma).append("{\"round\":").append(version.round()).append(",\"code\":").append(json(version.code()))
          .append(",\"published\":").append(json(version.published())).append(",\"rows\":[");
      lines(out, version.rows());
      out.append("]}");
      comma = ",\n";
    }
    out.append(']');
  }

  private static void lines(StringBuilder out, Collection<?> values) {
    var comma = "\n";
    for (var value : values) {
      out.append(comma).append(json(value));
      comma = ",\n";
    }
  }

  private static String json(Object value) {
    try {
      return JSON.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a season is always writable", e);
    }
  }
}

package dev.paddock.horse.provider;

import java.io.IOException;
import java.time.Instant;
import java.util.Optional;

/**
 * What surrounds every answer of TAB NZ, Ladbrokes and Neds: {@code {"header":{"generated_time","error"?},"params":{…},"data":{…}}}.
 * The header comes first; an error in it counts whatever the HTTP status, and whatever the data.
 */
final class TabEnvelope {
  private final Body body;
  private Optional<Instant> generated = Optional.empty();
  private String error = "";

  private TabEnvelope(Body body) {
    this.body = body;
  }

  @FunctionalInterface interface Data<T> {
    /** The body stands at the object {@code data}. @param generated when the provider made the answer, by its clock */
    T read(Body body, Optional<Instant> generated) throws IOException, Malformed;
  }

  static <T> T read(Body body, Data<T> data) throws IOException, Malformed {
    var it = new TabEnvelope(body);
    var read = new Object() {
      T data;
    };
    body.object(name -> {
      switch (name) {
        case "header" -> body.object(it::header);
        case "data" -> {
          if (it.error.isEmpty() && body.isObject()) read.data = data.read(body, it.generated);
          else body.skip();
        }
        default -> body.skip();
      }
    });
    if (!it.error.isEmpty()) throw new Malformed("header.error: " + it.error);
    if (read.data == null) throw new Malformed("no object data");
    return read.data;
  }

  private void header(String name) throws IOException, Malformed {
    switch (name) {
      case "generated_time" -> generated = Optional.of(body.instant());
      case "error" -> error = body.text(1000);
      default -> body.skip();
    }
  }
}

package dev.paddock.f1;

import dev.paddock.f1.rules.session.DataKind;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;

/** Reads a circuit's four kinds of data out of one answer, and knows where they go. */
public interface CircuitKeeping {
  /** A circuit as it was read. */
  interface Drawn {
    /** Rows by kind; a kind that is not in the answer is missing. */
    Map<DataKind, Integer> rows();

    /** It replaces what was stored of it. */
    Future<?> keep(SqlConnection tx);
  }

  /** Blocking. @param raceId the race that it is looked for */
  Drawn read(InputStream answer, String raceId, int circuitKey, int year) throws IOException;
}

package dev.paddock.f1;

import dev.paddock.f1.provider.livetiming.Extracted;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;

/** Where extracted data goes: it replaces what was stored of its kind, and touches no row that is the same. */
public interface Keeping {
  Future<?> keep(SqlConnection tx, String sessionId, Extracted data);
}

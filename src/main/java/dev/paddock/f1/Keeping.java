package dev.paddock.f1;

import dev.paddock.f1.provider.livetiming.Extracted;
import dev.paddock.f1.rules.session.DataKind;
import dev.paddock.f1.rules.telemetry.TelemetryBlock.Channel;
import dev.paddock.f1.store.SessionDataStore;
import dev.paddock.f1.store.TelemetryStore;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;

/** Where extracted data goes: it replaces what was stored of its kind, and touches no row that is the same. */
record Keeping(SessionDataStore data, TelemetryStore telemetry) {
  Future<Integer> keep(SqlConnection tx, String sessionId, DataKind kind, Extracted extracted) {
    return switch (extracted) {
      case Extracted.Rows(var rows, var notes) -> data.replace(tx, sessionId, rows);
      case Extracted.Blocks(var blocks, var began, var notes) ->
          telemetry.replace(tx, sessionId, kind == DataKind.CAR_DATA ? Channel.CAR : Channel.POSITION, blocks);
    };
  }
}

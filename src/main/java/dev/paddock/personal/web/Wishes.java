package dev.paddock.personal.web;

import dev.paddock.personal.store.Exports.Export;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** What users may ask for of what is kept about them. */
public interface Wishes {
  /** Empty: one is being made for him already. */
  Future<Optional<Export>> export(long user);

  /** Empty: that user has no such export, or not any more. */
  Future<Optional<Export>> exported(UUID id, long user);

  /** Answers when he will be forgotten: again, the same. */
  Future<Instant> leave(long user);

  /** Has changed his mind. */
  Future<Void> stay(long user);
}

package dev.paddock.web;

import io.vertx.core.Future;
import java.util.function.Function;

/**
 * One operation of the contract and who answers it. Called on any event loop, so it must not block and must not keep state.
 *
 * @param id the contract's operationId
 */
public record Operation(String id, Function<Request, Future<Answer>> answers) {}

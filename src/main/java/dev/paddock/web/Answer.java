package dev.paddock.web;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** What an operation says. A refusal is an answer; a failed Future is a bug or an outage, and becomes a 500. */
public sealed interface Answer {
  /** 200 with a record shaped like the contract's schema; null components stay off the wire. */
  record Json(Object body, Caching caching) implements Answer {}

  /**
   * 201 or 202 with a record: something was made, or will be. Nobody may keep it.
   *
   * @param location where it is; empty: its id says it
   */
  record Made(int status, Object body, Optional<String> location) implements Answer {}

  /** Bytes of another media type, such as metrics. */
  record Content(int status, String mediaType, Buffer body, Caching caching) implements Answer {}

  /**
   * 200, piece by piece: however much it is, little of it is in memory at a time. A piece is asked for when the one before is on its way.
   *
   * @param pieces the next one; empty: that was all
   * @param tag    names what is sent, for its ETag
   */
  record Streamed(String mediaType, Supplier<Future<Optional<String>>> pieces, String tag, Caching caching) implements Answer {}

  /**
   * 200 that goes on until the client goes: what is said is up to whoever takes the response. Nobody keeps it, nothing is compressed; who
   * asks for the head alone gets it, and that is the end.
   *
   * @param taken called once, when the head is settled
   */
  record Endless(String mediaType, Consumer<HttpServerResponse> taken) implements Answer {}

  /**
   * An answer that everybody gets who asks for the same address without saying who he is, while {@code holds} is true.
   *
   * @param holds asked on any event loop before each use: must be quick
   */
  record Held(Answer answer, BooleanSupplier holds) implements Answer {}

  /**
   * 200 with bytes whose ETag is known: nothing is hashed.
   *
   * @param tag 32 hexadecimal digits that differ when the bytes do
   */
  record Tagged(String mediaType, Buffer body, String tag, Caching caching) implements Answer {}

  /**
   * 200 with somebody's own record that can be edited: its ETag carries the revision, and the edit sends it back in If-Match.
   *
   * @param revision at least 0
   */
  record Revised(Object body, long revision, Caching caching) implements Answer {}

  /** Another answer, with headers such as Set-Cookie. */
  record With(Answer answer, Map<String, String> headers) implements Answer {
    public With {
      headers = Map.copyOf(headers);
    }
  }

  /** 204. */
  record Nothing() implements Answer {}

  record Refused(Problem problem) implements Answer {}

  /** Who may keep an answer, and for how long. */
  enum Caching {
    /** Changes at any moment: kept, but asked for again with its ETag. */
    LIVE("no-cache"),
    /** Never changes: a numbered version, a difference of two. */
    LASTING("public, max-age=86400"),
    /** Of an address that is never used for anything else. */
    FOR_EVER("public, max-age=31536000, immutable"),
    /** Somebody's own. */
    PERSONAL("private, no-store");

    final String header;

    Caching(String header) {
      this.header = header;
    }
  }

  static Answer live(Object body) {
    return new Json(body, Caching.LIVE);
  }

  /** A live body that tells the time, and so is never twice the same. @param timeless what its ETag is of */
  static Answer timed(Object body, Object timeless) {
    return timed(body, timeless, Caching.LIVE);
  }

  /** The same for somebody's own. */
  static Answer timed(Object body, Object timeless, Caching caching) {
    return new Tagged(Reply.JSON, Wire.write(body), Reply.hash(Wire.write(timeless)), caching);
  }

  /** A large live body, written on the thread that calls: not for event loops. */
  static Answer written(Object body) {
    return new Content(200, Reply.JSON, Wire.write(body), Caching.LIVE);
  }

  static Answer lasting(Object body) {
    return new Json(body, Caching.LASTING);
  }

  static Answer personal(Object body) {
    return new Json(body, Caching.PERSONAL);
  }

  /** 200 with a file that browsers save under that name. */
  static Answer file(String name, String mediaType, byte[] bytes, Caching caching) {
    return new With(new Content(200, mediaType, Buffer.buffer(bytes), caching),
        Map.of("Content-Disposition", "attachment; filename=\"" + name + "\""));
  }

  static Answer text(int status, String mediaType, String body) {
    return new Content(status, mediaType, Buffer.buffer(body), Caching.LIVE);
  }

  static Answer created(Object body) {
    return new Made(201, body, Optional.empty());
  }

  static Answer accepted(Object body) {
    return new Made(202, body, Optional.empty());
  }

  /** What its owner reads and edits. */
  static Answer revised(Object body, long revision) {
    return new Revised(body, revision, Caching.PERSONAL);
  }

  /** Somebody else's edit came first. */
  static Answer stale() {
    return new Refused(Problem.of(Problem.Kind.PRECONDITION_FAILED));
  }

  /** 202 for what goes on, and can be looked at there. */
  static Answer started(String location, Object body) {
    return new Made(202, body, Optional.of(location));
  }

  static Answer nothing() {
    return new Nothing();
  }

  /** @param what in the client's words, such as {@code race 2025-atlantis} */
  static Answer notFound(String what) {
    return new Refused(Problem.of(Problem.Kind.NOT_FOUND, "There is no " + what + "."));
  }

  static Answer refused(Problem.Kind kind, String detail) {
    return new Refused(Problem.of(kind, detail));
  }

  /** @param pointer a JSON pointer to what is wrong in a body that could be read */
  static Answer invalid(String pointer, String why) {
    return new Refused(new Problem(Problem.Kind.INVALID, null, List.of(new Problem.Fault(pointer, "invalid", why))));
  }

  static Answer malformed(String parameter, String why) {
    return new Refused(Problem.malformed(parameter, why));
  }
}

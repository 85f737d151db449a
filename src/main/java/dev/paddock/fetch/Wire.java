package dev.paddock.fetch;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.file.FileSystem;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPInputStream;

/** One provider's line: a request goes out, a bounded answer comes back within its time, unpacked. */
final class Wire {
  private final HttpClient client;
  private final FileSystem disk;
  private final Provider.Line line;
  private final InstantSource time;

  Wire(HttpClient client, FileSystem disk, Provider.Line line, InstantSource time) {
    this.client = client;
    this.disk = disk;
    this.line = line;
    this.time = time;
  }

  /**
   * @param headers of this request only; who it is from is known to whoever makes it
   * @param into    a file for the body of a 200, as it comes: it may be large
   */
  record Letter(HttpMethod method, String url, Map<String, String> headers, Optional<String> body, Optional<Path> into) {
    static Letter get(String url, Map<String, String> headers) {
      return new Letter(HttpMethod.GET, url, headers, Optional.empty(), Optional.empty());
    }

    static Letter download(String url, Map<String, String> headers, Path into) {
      return new Letter(HttpMethod.GET, url, headers, Optional.empty(), Optional.of(into));
    }

    static Letter post(String url, Map<String, String> headers, String body) {
      return new Letter(HttpMethod.POST, url, headers, Optional.of(body), Optional.empty());
    }

    Letter with(Map<String, String> others) {
      return new Letter(method, url, others, body, into);
    }
  }

  /**
   * @param headers by lower-case name
   * @param body    empty, where it went into a file
   * @param bytes   of the body as it came, packed
   * @param refused why the body was not taken; what came of it is worth nothing
   */
  record Reply(int status, Map<String, String> headers, String body, Instant sent, Instant received, int bytes, Optional<String> refused) {
    Reply(int status, Map<String, String> headers, String body, Instant sent, Instant received, int bytes) {
      this(status, headers, body, sent, received, bytes, Optional.empty());
    }

    boolean packed() {
      return header("Content-Encoding").filter(encoding -> encoding.equalsIgnoreCase("gzip")).isPresent();
    }

    Optional<String> header(String name) {
      return Optional.ofNullable(headers.get(name));
    }
  }

  /** An open connection, on which nothing was sent yet. */
  Future<HttpClientRequest> open(Letter letter) {
    var options = new RequestOptions().setMethod(letter.method()).setAbsoluteURI(letter.url()).setConnectTimeout(line.timeout().toMillis())
        .putHeader("Accept-Encoding", "gzip");
    letter.headers().forEach(options::putHeader);
    return client.request(options);
  }

  Future<Reply> send(HttpClientRequest request, Letter letter) {
    var sent = time.instant();
    var answer = letter.body().map(body -> request.send(Buffer.buffer(body))).orElseGet(request::send);
    return answer.compose(response -> letter.into().filter(file -> response.statusCode() == 200)
            .map(file -> downloaded(request, response, file, sent))
            .orElseGet(() -> BoundedBody.of(response, line.maxBytes()).map(body -> reply(response, body, sent))))
        .timeout(line.timeout().toMillis(), TimeUnit.MILLISECONDS)
        .onFailure(failure -> request.reset());
  }

  Future<Reply> exchange(Letter letter) {
    return open(letter).compose(request -> send(request, letter));
  }

  private Future<Reply> downloaded(HttpClientRequest request, HttpClientResponse response, Path file, Instant sent) {
    var headers = headers(response);
    return Download.of(response, disk, file, line.maxBytes())
        .map(bytes -> new Reply(200, headers, "", sent, time.instant(), bytes.intValue()))
        .recover(failure -> {
          if (!(failure instanceof Download.Refused refused)) return Future.failedFuture(failure);
          request.reset();
          return Future.succeededFuture(new Reply(200, headers, "", sent, time.instant(), 0, Optional.of(refused.getMessage())));
        });
  }

  private Reply reply(HttpClientResponse response, Buffer body, Instant sent) {
    var headers = headers(response);
    return new Reply(response.statusCode(), headers, unpacked(headers.getOrDefault("Content-Encoding", ""), body), sent, time.instant(),
        body.length());
  }

  private static Map<String, String> headers(HttpClientResponse response) {
    var headers = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
    response.headers().forEach(header -> headers.putIfAbsent(header.getKey(), header.getValue()));
    return headers;
  }

  private String unpacked(String encoding, Buffer body) {
    if (!encoding.equalsIgnoreCase("gzip")) return body.toString(StandardCharsets.UTF_8);
    try (var gzip = new GZIPInputStream(new ByteArrayInputStream(body.getBytes()))) {
      var whole = gzip.readNBytes(line.maxBytes() + 1);
      if (whole.length > line.maxBytes()) throw new IllegalStateException("the body is longer than " + line.maxBytes() + " bytes");
      return new String(whole, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("the body cannot be unpacked", e);
    }
  }
}

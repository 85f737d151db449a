package dev.paddock.bench;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.TRUNCATE_EXISTING;
import static java.nio.file.StandardOpenOption.WRITE;

import dev.paddock.app.OtherProcess;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The {@link FakeProvider}, started and asked for its ledger. */
public final class ProviderProcess implements AutoCloseable {
  private final OtherProcess process;
  private final URI url;
  private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private ProviderProcess(OtherProcess process, URI url) {
    this.process = process;
    this.url = url;
  }

  public static ProviderProcess start() throws IOException {
    var process = OtherProcess.start(List.of("-Xmx512m", "-XX:+UseSerialGC", "-Dvertx.eventLoopPoolSize=1",
        "-Dlogback.configurationFile=conf/logback.xml"), FakeProvider.class);
    return new ProviderProcess(process, URI.create("http://127.0.0.1:" + Integer.parseInt(process.line())));
  }

  /** Without a slash at its end. */
  public URI url() {
    return url;
  }

  /** Every request since the start or the last {@link #forget}, in the order of arrival; also left in {@code target/bench/ledger.txt}. */
  public List<Receipt> ledger() throws IOException, InterruptedException {
    var file = http.send(ask().GET().build(), HttpResponse.BodyHandlers.ofFile(Path.of("target", "bench", "ledger.txt"),
        CREATE, WRITE, TRUNCATE_EXISTING)).body();
    try (var lines = Files.lines(file)) {
      return lines.map(Receipt::parse).toList();
    }
  }

  public void forget() throws IOException, InterruptedException {
    http.send(ask().DELETE().build(), HttpResponse.BodyHandlers.discarding());
  }

  private HttpRequest.Builder ask() {
    return HttpRequest.newBuilder(url.resolve("/ledger"));
  }

  @Override public void close() {
    process.process().destroy();
  }
}

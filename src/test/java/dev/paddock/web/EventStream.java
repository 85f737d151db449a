package dev.paddock.web;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A client of server-sent events, as browsers have one. */
public final class EventStream implements AutoCloseable {
  private final HttpClient client = HttpClient.newHttpClient();
  private final HttpResponse<InputStream> response;
  private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();

  /** @param type message, if the service did not say; end: there is nothing more; comment: for nobody */
  public record Event(String id, String type, String data) {}

  private EventStream(HttpRequest request) throws IOException, InterruptedException {
    response = client.send(request, HttpResponse.BodyHandlers.ofInputStream());
    if (response.statusCode() != 200) throw new IOException("answered " + response.statusCode());
    Thread.startVirtualThread(this::read);
  }

  /** @param headers names and values in turn */
  public static EventStream open(int port, String topics, String... headers) throws IOException, InterruptedException {
    var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/api/v1/realtime/sse?topics=" + topics));
    if (headers.length > 0) request.headers(headers);
    return new EventStream(request.build());
  }

  private void read() {
    String id = null;
    String type = "message";
    String data = "";
    try (var lines = new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8))) {
      for (var line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.startsWith(":")) events.add(new Event(id, "comment", line));
        else if (line.startsWith("id: ")) id = line.substring(4);
        else if (line.startsWith("event: ")) type = line.substring(7);
        else if (line.startsWith("data: ")) data = line.substring(6);
        else if (line.isEmpty() && !data.isEmpty()) {
          events.add(new Event(id, type, data));
          type = "message";
          data = "";
        }
      }
    } catch (IOException cut) {
      // ends as if the service had ended it
    }
    events.add(new Event(id, "end", ""));
  }

  /** The next but for comments. */
  public Event next() throws InterruptedException {
    var event = any();
    return event.type.equals("comment") ? next() : event;
  }

  Event any() throws InterruptedException {
    var event = events.poll(30, TimeUnit.SECONDS);
    if (event == null) throw new AssertionError("no event within 30 s");
    return event;
  }

  HttpResponse<InputStream> response() {
    return response;
  }

  @Override public void close() {
    client.shutdownNow();
  }
}

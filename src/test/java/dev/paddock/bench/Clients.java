package dev.paddock.bench;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Locale;
import java.util.stream.LongStream;

/**
 * Clients with a connection each: one thread, raw sockets, so that most of the machine is left to the server. With a rate, latency counts
 * from the moment at which a request was due, not from when a connection was free for it.
 */
final class Clients {
  private static final long PATIENCE = Duration.ofSeconds(20).toNanos();

  private final int port;
  private final int connections;
  private final long every;
  private final Load load;
  private final LongStream.Builder latencies = LongStream.builder();
  private long answered;
  private long failed;

  /**
   * What came of it.
   *
   * @param answered whatever was sent is answered in the end
   * @param failed   of these, otherwise than with a status of 2xx
   */
  record Found(double perSecond, Spread latency, long answered, long failed) {}

  /** @param rate a second; 0: as fast as answers come */
  Clients(int port, int connections, int rate, Load load) {
    this.port = port;
    this.connections = connections;
    this.every = rate == 0 ? 0 : 1_000_000_000L / rate;
    this.load = load;
  }

  private final class Client {
    final SocketChannel channel = SocketChannel.open(new InetSocketAddress("127.0.0.1", port));
    final ByteBuffer in = ByteBuffer.allocate(64 * 1024);
    Load.Ask ask;
    long due;

    Client() throws IOException {
      channel.configureBlocking(false);
      channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
    }

    void send(Load.Ask what, long since) throws IOException {
      ask = what;
      due = since;
      in.clear();
      var out = ByteBuffer.wrap(what.bytes());
      while (out.hasRemaining()) channel.write(out);
    }

    /** Whether the answer is whole. */
    boolean read() throws IOException {
      if (channel.read(in) < 0) throw new IOException("the server hung up");
      int head = headEnd();
      return head >= 0 && in.position() >= head + length(head);
    }

    private int headEnd() {
      for (int i = 3; i < in.position(); i++) {
        if (in.get(i) == '\n' && in.get(i - 1) == '\r' && in.get(i - 2) == '\n' && in.get(i - 3) == '\r') return i + 1;
      }
      return -1;
    }

    private int length(int head) {
      var text = new String(in.array(), 0, head, StandardCharsets.US_ASCII).toLowerCase(Locale.ROOT);
      int at = text.indexOf("content-length:");
      if (at < 0) throw new IllegalStateException(text);
      return Integer.parseInt(text.substring(at + 15, text.indexOf('\r', at)).strip());
    }

    /** After {@code HTTP/1.1}. */
    int status() {
      return 100 * (in.get(9) - '0') + 10 * (in.get(10) - '0') + in.get(11) - '0';
    }
  }

  /** Sends for so long, and waits for what is still under way then. */
  Found run(Duration length) throws IOException {
    try (var selector = Selector.open()) {
      var free = new ArrayDeque<Client>();
      for (int i = 0; i < connections; i++) {
        var client = new Client();
        client.channel.register(selector, SelectionKey.OP_READ, client);
        free.add(client);
      }
      long began = System.nanoTime();
      long end = began + length.toNanos();
      long next = began;
      for (long now = next; now < end; now = System.nanoTime()) {
        for (; !free.isEmpty() && (every == 0 || next <= now); next += every) free.poll().send(load.next(), every == 0 ? now : next);
        if (every == 0 || free.isEmpty()) selector.select(10);
        else if (next > now + 1_000_000) selector.select(1);
        else selector.selectNow();
        read(selector, free);
      }
      while (free.size() < connections && System.nanoTime() < end + PATIENCE) {
        selector.select(10);
        read(selector, free);
      }
      if (free.size() < connections) throw new IOException((connections - free.size()) + " requests were never answered");
      long took = System.nanoTime() - began;
      for (var client : free) client.channel.close();
      return new Found(answered * 1e9 / took, Spread.of(latencies.build()), answered, failed);
    }
  }

  private void read(Selector selector, ArrayDeque<Client> free) throws IOException {
    var keys = selector.selectedKeys().iterator();
    while (keys.hasNext()) {
      var client = (Client) keys.next().attachment();
      keys.remove();
      if (!client.read()) continue;
      answered++;
      latencies.add(System.nanoTime() - client.due);
      if (client.status() / 100 != 2) failed++;
      client.ask.answered(client.status());
      free.add(client);
    }
  }
}

package dev.paddock.bench;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Locale;
import java.util.Random;
import java.util.stream.LongStream;

/**
 * Clients of boards: one thread, raw sockets, so that most of the machine is left to the server. With a rate, latency counts from the
 * moment at which a request was due, not from when a connection was free for it. Arguments: port, connections, rate (0: as fast as
 * answers come), seconds, load (hot; page TEAMS; around TEAMS). Prints answers a second, p99 in ms, answers that were not 200.
 */
public final class LoadProcess {
  private static final String BOARD = "/api/v1/leaderboards/season-" + Crowd.SEASON;

  private final int port;
  private final int connections;
  private final long every;
  private final String[] load;
  private final Random random = new Random(7);
  private final LongStream.Builder latencies = LongStream.builder();
  private long answered;
  private long failed;

  private LoadProcess(int port, int connections, int rate, String load) {
    this.port = port;
    this.connections = connections;
    this.every = rate == 0 ? 0 : 1_000_000_000L / rate;
    this.load = load.split(" ");
  }

  public static void main(String... args) throws IOException {
    var clients = new LoadProcess(Integer.parseInt(args[0]), Integer.parseInt(args[1]), Integer.parseInt(args[2]), args[4]);
    int seconds = Integer.parseInt(args[3]);
    clients.run(seconds);
    System.out.printf("%.1f %.3f %d%n", clients.answered / (double) seconds, Spread.of(clients.latencies.build()).millis(0.99), clients.failed);
  }

  private final class Client {
    final SocketChannel channel = SocketChannel.open(new InetSocketAddress("127.0.0.1", port));
    final ByteBuffer in = ByteBuffer.allocate(64 * 1024);
    long due;

    Client() throws IOException {
      channel.configureBlocking(false);
      channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
    }

    void send(long since) throws IOException {
      due = since;
      in.clear();
      var out = ByteBuffer.wrap(request().getBytes(StandardCharsets.US_ASCII));
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

    boolean isGood() {
      return in.get(9) == '2';
    }
  }

  private String request() {
    return switch (load[0]) {
      case "hot" -> get("", "");
      case "page" -> get("?limit=50&offset=" + 50 * random.nextInt(Math.max(1, Integer.parseInt(load[1]) / 50)), "");
      default -> get("?around=me", "Authorization: Bearer " + (1 + random.nextInt(Integer.parseInt(load[1]))) + "\r\n");
    };
  }

  private static String get(String query, String header) {
    return "GET " + BOARD + query + " HTTP/1.1\r\nHost: 127.0.0.1\r\n" + header + "\r\n";
  }

  private void run(int seconds) throws IOException {
    var selector = Selector.open();
    var free = new ArrayDeque<Client>();
    for (int i = 0; i < connections; i++) {
      var client = new Client();
      client.channel.register(selector, SelectionKey.OP_READ, client);
      free.add(client);
    }
    long end = System.nanoTime() + seconds * 1_000_000_000L;
    long next = System.nanoTime();
    for (long now = next; now < end; now = System.nanoTime()) {
      for (; !free.isEmpty() && (every == 0 || next <= now); next += every) free.poll().send(every == 0 ? now : next);
      if (every == 0 || free.isEmpty()) selector.select(10);
      else if (next > now + 1_000_000) selector.select(1);
      else selector.selectNow();
      var keys = selector.selectedKeys().iterator();
      while (keys.hasNext()) {
        var client = (Client) keys.next().attachment();
        keys.remove();
        if (!client.read()) continue;
        answered++;
        latencies.add(System.nanoTime() - client.due);
        if (!client.isGood()) failed++;
        free.add(client);
      }
    }
  }
}

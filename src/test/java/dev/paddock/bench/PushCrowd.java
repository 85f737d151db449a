package dev.paddock.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.LongStream;

/**
 * Very many raw WebSockets in a process of their own, on one thread. Argument: the port. It obeys: {@code open N GROUP ADDRESS TICKET|-
 * ADDRESS…} opens N that listen to these; {@code since NANOS TOLD} waits until each of the crowd has heard one message more, and keeps how
 * long that took; {@code forget} what was kept; {@code figures} prints it: p50 and p99 since the one instant and since the other, in ms,
 * messages that the crowd missed, messages of members, messages of strangers.
 */
final class PushCrowd {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final long PING_NANOS = Duration.ofSeconds(10).toNanos();
  private static final byte[] PING = frame("{\"type\":\"ping\"}");
  /** Refused in any case: what was said before it is settled then. */
  private static final byte[] SETTLED = frame("{\"type\":\"register\",\"address\":\"settled\"}");

  /** Who listens: those who are measured, those who have a right of their own, those who have none. */
  enum Group { CROWD, MEMBERS, STRANGERS }

  private final int port;
  private final Selector selector = Selector.open();
  private final Queue<String> orders = new ConcurrentLinkedQueue<>();
  private final List<Client> clients = new ArrayList<>();
  private final Map<Group, Long> heard = new EnumMap<>(Group.class);
  private LongStream.Builder sinceStored = LongStream.builder();
  private LongStream.Builder sinceTold = LongStream.builder();
  private long wanted;
  private long missed;
  private int next;
  private double due;
  private long turned = System.nanoTime();

  private final class Client {
    final Group group;
    final SocketChannel channel = SocketChannel.open(new InetSocketAddress("127.0.0.1", port));
    final ByteBuffer in = ByteBuffer.allocate(2048);
    boolean settled;
    long messages;
    long heardAt;

    Client(Group group) throws IOException {
      this.group = group;
      channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
      write(("GET /eventbus/websocket HTTP/1.1\r\nHost: 127.0.0.1:" + port + "\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
          + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
      var head = new StringBuilder();
      while (head.indexOf("\r\n\r\n") < 0) {
        if (channel.read(in) < 0) throw new IOException("refused: " + head);
        in.flip();
        while (in.hasRemaining() && head.indexOf("\r\n\r\n") < 0) head.append((char) in.get());
        in.compact();
      }
      if (!head.toString().startsWith("HTTP/1.1 101")) throw new IOException(head.toString());
      channel.configureBlocking(false);
      channel.register(selector, SelectionKey.OP_READ, this);
    }

    void write(byte[] bytes) throws IOException {
      var out = ByteBuffer.wrap(bytes);
      while (out.hasRemaining()) channel.write(out);
    }

    void read() throws IOException {
      if (channel.read(in) < 0) throw new IOException("the server hung up on one of the " + group);
      long now = System.nanoTime();
      in.flip();
      while (in.remaining() >= 2) {
        int length = in.get(in.position() + 1) & 0x7f;
        int head = length == 126 ? 4 : 2;
        if (length == 127) throw new IOException("a message of more than 64 KB");
        if (in.remaining() < head) break;
        if (length == 126) length = in.getShort(in.position() + 2) & 0xffff;
        if (in.remaining() < head + length) break;
        take(in.array(), in.position() + head, length, now);
        in.position(in.position() + head + length);
      }
      in.compact();
    }

    /** A message is of type rec, a refusal err: its tenth byte tells. */
    private void take(byte[] bytes, int from, int length, long now) {
      if (length > 9 && bytes[from + 9] == 'r') {
        messages++;
        heardAt = now;
        heard.merge(group, 1L, Long::sum);
      } else if (new String(bytes, from, length, StandardCharsets.UTF_8).contains("access_denied")) {
        settled = true;
      }
    }
  }

  private PushCrowd(int port) throws IOException {
    this.port = port;
  }

  public static void main(String... args) throws IOException {
    var crowd = new PushCrowd(Integer.parseInt(args[0]));
    Thread.ofPlatform().daemon().start(crowd::listen);
    System.out.println("ready");
    while (true) crowd.turn();
  }

  private void listen() {
    try (var in = new BufferedReader(new InputStreamReader(System.in))) {
      for (var line = in.readLine(); line != null; line = in.readLine()) {
        orders.add(line);
        selector.wakeup();
      }
    } catch (IOException gone) {
      // as if it had ended
    }
    System.exit(0);
  }

  private void turn() throws IOException {
    for (var order = orders.poll(); order != null; order = orders.poll()) obey(order.split(" "));
    read();
  }

  private void read() throws IOException {
    selector.select(50);
    var keys = selector.selectedKeys().iterator();
    while (keys.hasNext()) {
      ((Client) keys.next().attachment()).read();
      keys.remove();
    }
    // Evenly over the time, as if they had come so.
    long now = System.nanoTime();
    due += (double) (now - turned) * clients.size() / PING_NANOS;
    turned = now;
    for (; due >= 1; due--) clients.get(next++ % clients.size()).write(PING);
  }

  private void obey(String... words) throws IOException {
    switch (words[0]) {
      case "open" -> open(Integer.parseInt(words[1]), Group.valueOf(words[2]), words);
      case "since" -> measure(Long.parseLong(words[1]), Long.parseLong(words[2]));
      case "forget" -> {
        rest();
        sinceStored = LongStream.builder();
        sinceTold = LongStream.builder();
        heard.clear();
        missed = 0;
        System.out.println("forgotten");
      }
      case "figures" -> figures();
      default -> throw new IllegalArgumentException(String.join(" ", words));
    }
  }

  private void open(int count, Group group, String... words) throws IOException {
    for (int n = 0; n < count; n++) {
      var client = new Client(group);
      for (int at = 3; at < words.length; at += 2) {
        var ticket = words[at + 1].equals("-") ? "{}" : "{\"ticket\":\"" + words[at + 1] + "\"}";
        client.write(frame("{\"type\":\"register\",\"address\":\"" + words[at] + "\",\"headers\":" + ticket + "}"));
      }
      client.write(SETTLED);
      clients.add(client);
      if (n % 100 == 99) read();
    }
    wait(() -> clients.stream().allMatch(client -> client.settled));
    System.out.println(clients.size());
  }

  private void measure(long stored, long told) throws IOException {
    wanted++;
    var crowd = clients.stream().filter(client -> client.group == Group.CROWD).toList();
    wait(() -> crowd.stream().allMatch(client -> client.messages >= wanted));
    for (var client : crowd) {
      if (client.messages != wanted) missed += Math.abs(wanted - client.messages);
      sinceStored.add(client.heardAt - stored);
      sinceTold.add(client.heardAt - told);
    }
    System.out.println("heard");
  }

  private interface Condition {
    boolean holds();
  }

  private void wait(Condition condition) throws IOException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.holds() && System.nanoTime() < end) read();
  }

  /** Hears what is still on its way to members, or to strangers. */
  private void rest() throws IOException {
    long end = System.nanoTime() + Duration.ofSeconds(2).toNanos();
    while (System.nanoTime() < end) read();
  }

  private void figures() throws IOException {
    rest();
    var stored = Spread.of(sinceStored.build());
    var told = Spread.of(sinceTold.build());
    System.out.printf("%.3f %.3f %.3f %.3f %d %d %d%n", stored.millis(0.5), stored.millis(0.99), told.millis(0.5), told.millis(0.99), missed,
        heard.getOrDefault(Group.MEMBERS, 0L), heard.getOrDefault(Group.STRANGERS, 0L));
  }

  /** A final text frame; clients mask theirs, with nothing here. */
  private static byte[] frame(String text) {
    var payload = text.getBytes(StandardCharsets.UTF_8);
    var frame = ByteBuffer.allocate(payload.length + 8).put((byte) 0x81);
    if (payload.length < 126) frame.put((byte) (0x80 | payload.length));
    else frame.put((byte) (0x80 | 126)).putShort((short) payload.length);
    frame.putInt(0).put(payload).flip();
    var bytes = new byte[frame.remaining()];
    frame.get(bytes);
    return bytes;
  }
}

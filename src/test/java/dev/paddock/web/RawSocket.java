package dev.paddock.web;

import io.vertx.core.json.JsonObject;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** A WebSocket by hand, which reads when it is told to and not before. */
final class RawSocket implements Closeable {
  private static final int PATIENCE_MILLIS = 30_000;

  private final Socket socket = new Socket();
  private final DataInputStream in;

  /** @param path such as {@code /eventbus/websocket} */
  RawSocket(int port, String path) throws IOException {
    socket.setReceiveBufferSize(16 * 1024);
    socket.setSoTimeout(PATIENCE_MILLIS);
    socket.connect(new InetSocketAddress("127.0.0.1", port));
    in = new DataInputStream(socket.getInputStream());
    write(("GET " + path + " HTTP/1.1\r\nHost: 127.0.0.1:" + port + "\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
        + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
    var head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) head.append((char) in.readUnsignedByte());
    if (!head.toString().startsWith("HTTP/1.1 101")) throw new IOException(head.toString());
  }

  void register(String address) throws IOException {
    say(new JsonObject().put("type", "register").put("address", address).put("headers", new JsonObject()).encode());
  }

  void say(String text) throws IOException {
    write(frame(text.getBytes(StandardCharsets.UTF_8)));
  }

  /** A final text frame; clients mask theirs, with nothing here. */
  private static byte[] frame(byte[] payload) {
    var frame = ByteBuffer.allocate(payload.length + 14).put((byte) 0x81);
    if (payload.length < 126) frame.put((byte) (0x80 | payload.length));
    else frame.put((byte) (0x80 | 126)).putShort((short) payload.length);
    frame.putInt(0).put(payload).flip();
    var bytes = new byte[frame.remaining()];
    frame.get(bytes);
    return bytes;
  }

  private void write(byte[] bytes) throws IOException {
    socket.getOutputStream().write(bytes);
  }

  /** The next message; null when the other side has closed. */
  String next() throws IOException {
    int first = in.read();
    if (first < 0 || (first & 0x0f) == 8) return null;
    int length = in.readUnsignedByte();
    if (length == 126) length = in.readUnsignedShort();
    else if (length == 127) length = (int) in.readLong();
    return new String(in.readNBytes(length), StandardCharsets.UTF_8);
  }

  /** What comes until the other side closes: how many bytes, however it closes. */
  long readToTheEnd() throws IOException {
    long all = 0;
    var buffer = new byte[64 * 1024];
    InputStream bytes = in;
    try {
      for (int n = bytes.read(buffer); n >= 0; n = bytes.read(buffer)) all += n;
    } catch (java.net.SocketException reset) {
      return all;
    }
    return all;
  }

  @Override public void close() throws IOException {
    socket.close();
  }
}

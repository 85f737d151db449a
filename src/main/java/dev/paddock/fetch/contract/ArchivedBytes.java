package dev.paddock.fetch.contract;

import dev.paddock.fetch.contract.Fetching.Archived;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * The unpacked bytes of a file of the archive, proven while they are read: whoever reads to the end read what was fetched.
 * A damaged file fails with {@link Damaged}; loading it with {@code refresh} fetches it anew. Blocking.
 */
public final class ArchivedBytes extends FilterInputStream {
  private static final int CHUNK = 1 << 16;

  private final Archived file;
  private final MessageDigest digest;
  private boolean over;

  /** The file is not what was kept: cut off, changed or gone. */
  public static final class Damaged extends IOException {
    private static final long serialVersionUID = 1;

    Damaged(Archived file, String how) {
      super("the archived file " + Path.of(file.path()).getFileName() + " is damaged: " + how);
    }
  }

  private ArchivedBytes(Archived file, DigestInputStream in) {
    super(in);
    this.file = file;
    this.digest = in.getMessageDigest();
  }

  /** @throws Damaged if there is no such file, or it does not begin like one */
  public static InputStream open(Archived file) throws IOException {
    InputStream packed;
    try {
      packed = Files.newInputStream(Path.of(file.path()));
    } catch (NoSuchFileException e) {
      throw new Damaged(file, "it is gone");
    }
    try {
      return new ArchivedBytes(file, new DigestInputStream(new GZIPInputStream(packed, CHUNK), MessageDigest.getInstance("SHA-256")));
    } catch (IOException e) {
      packed.close();
      throw damaged(file, e);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  /** What says that the file is not whole; whatever else went wrong says nothing of the file. */
  private static IOException damaged(Archived file, IOException e) {
    return switch (e) {
      case EOFException cut -> new Damaged(file, "it is cut off");
      case ZipException garbled -> new Damaged(file, garbled.getMessage());
      default -> e;
    };
  }

  /** Reads all of it. */
  public static boolean sound(Archived file) throws IOException {
    try (var in = open(file)) {
      var chunk = new byte[CHUNK];
      while (in.read(chunk) >= 0);
      return true;
    } catch (Damaged e) {
      return false;
    }
  }

  @Override public int read() throws IOException {
    var one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override public int read(byte[] into, int from, int length) throws IOException {
    if (over) return -1;
    int read;
    try {
      read = super.read(into, from, length);
    } catch (IOException e) {
      throw damaged(file, e);
    }
    if (read < 0) {
      over = true;
      var hash = HexFormat.of().formatHex(digest.digest());
      if (!hash.equals(file.hash())) throw new Damaged(file, "its bytes are not those that were fetched");
    }
    return read;
  }

  @Override public long skip(long n) throws IOException {
    return readNBytes((int) Math.min(n, CHUNK)).length;
  }

  @Override public boolean markSupported() {
    return false;
  }
}

package dev.paddock.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** The folder where everything local lives. Held by one process at a time, who may have guests; only its owner may look inside. */
public final class DataDir implements AutoCloseable {
  // Closing any channel on a file drops all locks that this JVM has on it, so the second to ask must not even open it.
  private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

  private final Path root;
  private final Optional<Hold> hold;

  private record Hold(FileChannel channel, FileLock lock) {}

  private DataDir(Path root, Optional<Hold> hold) {
    this.root = root;
    this.hold = hold;
  }

  /**
   * Creates the folder if need be and takes its lock, which the system drops with the process, however that ends.
   *
   * @throws CannotStart if another process holds it, or it cannot be created or written
   */
  public static DataDir open(Path folder) {
    var root = folder.toAbsolutePath().normalize();
    if (!HELD.add(root)) throw new InUse(root, Long.toString(ProcessHandle.current().pid()));
    try {
      return lock(root);
    } catch (IOException e) {
      HELD.remove(root);
      throw new CannotStart("the data folder " + root + " cannot be used (" + reason(e)
          + "); make it writable, or name another folder with --data-dir or PADDOCK_DATA_DIR");
    } catch (CannotStart e) {
      HELD.remove(root);
      throw e;
    }
  }

  private static DataDir lock(Path root) throws IOException {
    makePrivate(root);
    makePrivate(root.resolve("keys"));
    var channel = FileChannel.open(root.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
    var lock = channel.tryLock();
    if (lock == null) {
      var pid = pidIn(channel);
      channel.close();
      throw new InUse(root, pid);
    }
    channel.truncate(0).write(ByteBuffer.wrap(Long.toString(ProcessHandle.current().pid()).getBytes(StandardCharsets.US_ASCII)), 0);
    return new DataDir(root, Optional.of(new Hold(channel, lock)));
  }

  /**
   * The same, but beside the process that holds it, if one does: what is in it is read and added to, and left alone where it matters
   * who does it.
   */
  static DataDir openOrJoin(Path folder) {
    try {
      return open(folder);
    } catch (InUse e) {
      return new DataDir(e.root, Optional.empty());
    }
  }

  /** Whether this process holds it: only then may it start servers in it. */
  boolean held() {
    return hold.isPresent();
  }

  public Path root() {
    return root;
  }

  /** A private sub-folder, created if missing: {@code postgres}, {@code redis}, {@code archive}, {@code keys}, {@code cache}. */
  public Path folder(String name) {
    try {
      return makePrivate(root.resolve(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The name of this node: made once, the same after every restart on this folder. */
  public String nodeId() {
    return text("node-id", () -> UUID.randomUUID().toString());
  }

  /** A small private file, made on first use and the same ever after. */
  String text(String file, Supplier<String> make) {
    var path = root.resolve(file);
    try {
      if (Files.exists(path)) {
        var known = Files.readString(path).strip();
        if (!known.isEmpty()) return known;
      }
      var made = make.get();
      var draft = path.resolveSibling(path.getFileName() + ".new");
      Files.deleteIfExists(draft);
      Files.createFile(draft, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      Files.writeString(draft, made + "\n", StandardOpenOption.SYNC);
      Files.move(draft, path, StandardCopyOption.ATOMIC_MOVE);
      return made;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Lets go of the folder. */
  @Override public void close() {
    if (hold.isEmpty()) return;
    try {
      hold.get().lock().release();
      hold.get().channel().close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      HELD.remove(root);
    }
  }

  private static final class InUse extends CannotStart {
    private static final long serialVersionUID = 1L;

    private final transient Path root;

    InUse(Path root, String pid) {
      super("the data folder " + root + " is in use by process " + pid
          + "; stop that one, or name another folder with --data-dir or PADDOCK_DATA_DIR");
      this.root = root;
    }
  }

  private static String pidIn(FileChannel channel) throws IOException {
    var bytes = ByteBuffer.allocate(20);
    channel.read(bytes, 0);
    var pid = new String(bytes.array(), 0, bytes.position(), StandardCharsets.US_ASCII).strip();
    return pid.isEmpty() ? "unknown" : pid;
  }

  private static Path makePrivate(Path folder) throws IOException {
    if (Files.isDirectory(folder)) return folder;
    Files.createDirectories(folder.getParent());
    return Files.createDirectory(folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
  }

  private static String reason(IOException e) {
    return e instanceof FileSystemException f && f.getReason() != null ? f.getReason()
        : e.getClass().getSimpleName() + ": " + e.getMessage();
  }
}

package dev.paddock.ops.rules;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/**
 * The audit log's chain: each link's hash is SHA-256 of the hash before it (32 zero bytes before the first) and of its entry, whose
 * values are written one after the other, each with its length in bytes before it. So nothing can be changed, taken out or put in
 * without every later hash being another one. Pure.
 */
public final class AuditChain {
  private static final byte[] NONE = new byte[32];

  private AuditChain() {}

  /** @param detail as the database writes its JSON */
  public record Entry(long id, Instant at, String actor, String action, String subject, String reason, String detail) {
    String text() {
      var text = new StringBuilder();
      for (var value : List.of("" + id, "" + ChronoUnit.MICROS.between(Instant.EPOCH, at), actor, action, subject, reason, detail)) {
        text.append(value.getBytes(StandardCharsets.UTF_8).length).append(':').append(value).append(',');
      }
      return text.toString();
    }
  }

  /** One place in the chain. */
  public record Link(long seq, byte[] hash, Entry entry) {}

  /** How far a chain was followed. @param hash of the last link that holds */
  public sealed interface Verdict {
    /** @param seq of the last link; 0 before the first */
    record Whole(long seq, byte[] hash) implements Verdict {}

    /** @param seq of the first link that does not hold */
    record Broken(long seq, String why) implements Verdict {}
  }

  /** Before the first link. */
  public static Verdict.Whole begin() {
    return new Verdict.Whole(0, NONE);
  }

  /** Follows the next links from where it held. */
  public static Verdict follow(Verdict.Whole from, List<Link> links) {
    var held = from;
    for (var link : links) {
      if (link.seq() != held.seq() + 1) return new Verdict.Broken(held.seq() + 1, "the link is missing");
      if (!MessageDigest.isEqual(link.hash(), hash(held.hash(), link.entry()))) {
        return new Verdict.Broken(link.seq(), "the entry or the hash before it was changed");
      }
      held = new Verdict.Whole(link.seq(), link.hash());
    }
    return held;
  }

  static byte[] hash(byte[] before, Entry entry) {
    try {
      var sha = MessageDigest.getInstance("SHA-256");
      sha.update(before);
      return sha.digest(entry.text().getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}

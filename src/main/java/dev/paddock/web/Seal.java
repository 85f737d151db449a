package dev.paddock.web;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Gives text away that must come back as it was: cursors, links in mails. It can be read by who holds it, and not be changed.
 * What is sealed for one purpose does not open for another.
 */
public final class Seal {
  private static final String ALGORITHM = "HmacSHA256";
  private static final int TAG = 16;

  private final byte[] key;

  /** @param key at least 32 bytes, the same on every node */
  public Seal(byte[] key) {
    if (key.length < 32) throw new IllegalArgumentException("a seal's key has at least 32 bytes");
    this.key = key.clone();
  }

  /** @param purpose such as {@code board} */
  public String close(String purpose, String text) {
    var bytes = text.getBytes(StandardCharsets.UTF_8);
    var sealed = Arrays.copyOf(tag(purpose, bytes), TAG + bytes.length);
    System.arraycopy(bytes, 0, sealed, TAG, bytes.length);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(sealed);
  }

  /** What was sealed for that purpose; empty for anything else. */
  public Optional<String> open(String purpose, String sealed) {
    byte[] bytes;
    try {
      bytes = Base64.getUrlDecoder().decode(sealed);
    } catch (IllegalArgumentException notBase64) {
      return Optional.empty();
    }
    if (bytes.length < TAG) return Optional.empty();
    var text = Arrays.copyOfRange(bytes, TAG, bytes.length);
    return MessageDigest.isEqual(tag(purpose, text), Arrays.copyOf(bytes, TAG))
        ? Optional.of(new String(text, StandardCharsets.UTF_8)) : Optional.empty();
  }

  /** The same for the same text, and says nothing of it to who has not the key. */
  public String mark(String purpose, String text) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(tag(purpose, text.getBytes(StandardCharsets.UTF_8)));
  }

  private byte[] tag(String purpose, byte[] text) {
    try {
      var mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(key, ALGORITHM));
      mac.update(purpose.getBytes(StandardCharsets.UTF_8));
      mac.update((byte) 0);
      return Arrays.copyOf(mac.doFinal(text), TAG);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has " + ALGORITHM, e);
    }
  }
}

package dev.paddock.account;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The key of the house: signs access tokens (ES256), and makes what nobody else can make. The same on every node. */
public final class SigningKey {
  private static final String CURVE = "secp256r1";
  private static final String ALGORITHM = "SHA256withECDSAinP1363Format";
  private static final int COORDINATE = 32;

  private final PrivateKey secret;
  private final ECPublicKey open;

  private SigningKey(PrivateKey secret, ECPublicKey open) {
    this.secret = secret;
    this.open = open;
  }

  /** A new one, as PEM: the private key (PKCS #8) and the public one. */
  public static String generate() {
    try {
      var generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec(CURVE));
      var pair = generator.generateKeyPair();
      return pem("PRIVATE KEY", pair.getPrivate().getEncoded()) + "\n" + pem("PUBLIC KEY", pair.getPublic().getEncoded());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has P-256", e);
    }
  }

  /** @throws IllegalArgumentException when these are not a private and a public key of P-256 that belong together */
  public static SigningKey parse(String pem) {
    try {
      var keys = KeyFactory.getInstance("EC");
      var secret = keys.generatePrivate(new PKCS8EncodedKeySpec(block(pem, "PRIVATE KEY")));
      var open = (ECPublicKey) keys.generatePublic(new X509EncodedKeySpec(block(pem, "PUBLIC KEY")));
      var key = new SigningKey(secret, open);
      var sample = "paddock".getBytes(StandardCharsets.US_ASCII);
      if (open.getParams().getCurve().getField().getFieldSize() == 8 * COORDINATE && key.verifies(sample, key.sign(sample))) return key;
    } catch (GeneralSecurityException | IllegalStateException notAKey) {
      throw new IllegalArgumentException("not a key of P-256", notAKey);
    }
    throw new IllegalArgumentException("the private and the public key do not belong together");
  }

  private boolean verifies(byte[] text, byte[] signature) throws GeneralSecurityException {
    var check = Signature.getInstance(ALGORITHM);
    check.initVerify(open);
    check.update(text);
    return check.verify(signature);
  }

  /** R and S, as JWS has them. */
  byte[] sign(byte[] text) {
    try {
      var signature = Signature.getInstance(ALGORITHM);
      signature.initSign(secret);
      signature.update(text);
      return signature.sign();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("not a key of P-256", e);
    }
  }

  /** What only who has this key can make of that text. @param purpose two of them never make the same */
  public byte[] derive(String purpose, String text) {
    try {
      var mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret.getEncoded(), "HmacSHA256"));
      mac.update(purpose.getBytes(StandardCharsets.UTF_8));
      mac.update((byte) 0);
      return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has HmacSHA256", e);
    }
  }

  /** For those who check: RFC 7517. */
  public Map<String, String> jwk() {
    var jwk = new TreeMap<>(required());
    jwk.putAll(Map.of("alg", "ES256", "use", "sig", "kid", id()));
    return jwk;
  }

  /** The thumbprint of the public key (RFC 7638). */
  public String id() {
    var required = required();
    var canonical = "{\"crv\":\"%s\",\"kty\":\"EC\",\"x\":\"%s\",\"y\":\"%s\"}"
        .formatted(required.get("crv"), required.get("x"), required.get("y"));
    try {
      return base64(MessageDigest.getInstance("SHA-256").digest(canonical.getBytes(StandardCharsets.US_ASCII)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  String publicPem() {
    return pem("PUBLIC KEY", open.getEncoded());
  }

  private Map<String, String> required() {
    var point = open.getW();
    return Map.of("kty", "EC", "crv", "P-256", "x", coordinate(point.getAffineX()), "y", coordinate(point.getAffineY()));
  }

  private static String coordinate(BigInteger number) {
    var bytes = number.toByteArray();
    var padded = new byte[COORDINATE];
    int length = Math.min(bytes.length, COORDINATE);
    System.arraycopy(bytes, bytes.length - length, padded, COORDINATE - length, length);
    return base64(padded);
  }

  private static String base64(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  private static byte[] block(String pem, String label) {
    var block = Pattern.compile("-----BEGIN " + label + "-----([A-Za-z0-9+/=\\s]+)-----END " + label + "-----")
        .matcher(pem.replace("\\n", "\n"));
    if (!block.find()) throw new IllegalArgumentException("no " + label + " in PEM");
    return Base64.getMimeDecoder().decode(block.group(1));
  }

  private static String pem(String label, byte[] bytes) {
    return "-----BEGIN " + label + "-----\n" + Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII)).encodeToString(bytes)
        + "\n-----END " + label + "-----";
  }

  @Override public String toString() {
    return "SigningKey[" + id() + "]";
  }
}

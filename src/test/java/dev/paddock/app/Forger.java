package dev.paddock.app;

import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Makes of somebody's access token what it is not, with the service's own key where that makes it harder to tell. */
final class Forger {
  private static final String NONE = "";

  private final String pem;
  private final PrivateKey key;
  private final String[] token;

  /** @param pem the service's key */
  Forger(String pem, String token) throws GeneralSecurityException {
    this.pem = pem;
    this.key = KeyFactory.getInstance("EC").generatePrivate(new PKCS8EncodedKeySpec(Base64.getMimeDecoder().decode(
        pem.replaceFirst("(?s).*-----BEGIN PRIVATE KEY-----(.*?)-----END PRIVATE KEY-----.*", "$1"))));
    this.token = token.split("\\.");
  }

  /** By what is wrong with it. @param now of the service, in seconds */
  Map<String, String> forgeries(long now) throws GeneralSecurityException {
    var forged = new TreeMap<String, String>();
    forged.put("nothing at all", "");
    forged.put("no token", "guess");
    forged.put("no signature", token[0] + "." + token[1] + ".");
    forged.put("another's signature", token[0] + "." + token[1] + "." + "A".repeat(86));
    forged.put("another's claims", token[0] + "." + encoded(claims(Map.of("sub", "4711"))) + "." + token[2]);
    forged.put("alg none", encoded(header("none")) + "." + token[1] + ".");
    forged.put("alg HS256 with the public key", hmac());
    forged.put("another key", signed(Map.of(), another()));
    forged.put("another audience", signed(Map.of("aud", "another-api"), key));
    forged.put("another issuer", signed(Map.of("iss", "another-house"), key));
    forged.put("nobody", signed(Map.of("sub", "9007199254740991"), key));
    forged.put("not valid yet", signed(Map.of("iat", now + 3600, "nbf", now + 3600, "exp", now + 4200), key));
    forged.put("no end", signed(Map.of("exp", NONE), key));
    return forged;
  }

  /** Good until an hour ago. */
  String expired(long now) throws GeneralSecurityException {
    return signed(Map.of("iat", now - 4200, "nbf", now - 4200, "exp", now - 3600), key);
  }

  private String signed(Map<String, Object> others, PrivateKey by) throws GeneralSecurityException {
    var text = token[0] + "." + encoded(claims(others));
    var signature = Signature.getInstance("SHA256withECDSAinP1363Format");
    signature.initSign(by);
    signature.update(text.getBytes(StandardCharsets.US_ASCII));
    return text + "." + encoded(signature.sign());
  }

  private JsonObject claims(Map<String, Object> others) {
    var claims = decoded(token[1]);
    others.forEach((name, value) -> {
      if (value.equals(NONE)) claims.remove(name);
      else claims.put(name, value);
    });
    return claims;
  }

  private JsonObject header(String algorithm) {
    return decoded(token[0]).put("alg", algorithm);
  }

  private String hmac() throws GeneralSecurityException {
    var text = encoded(header("HS256")) + "." + token[1];
    var mac = Mac.getInstance("HmacSHA256");
    var open = pem.substring(pem.indexOf("-----BEGIN PUBLIC KEY-----")).strip();
    mac.init(new SecretKeySpec(open.getBytes(StandardCharsets.US_ASCII), "HmacSHA256"));
    return text + "." + encoded(mac.doFinal(text.getBytes(StandardCharsets.US_ASCII)));
  }

  private static PrivateKey another() throws GeneralSecurityException {
    var generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec("secp256r1"));
    return generator.generateKeyPair().getPrivate();
  }

  private static JsonObject decoded(String part) {
    return new JsonObject(new String(Base64.getUrlDecoder().decode(part), StandardCharsets.UTF_8));
  }

  private static String encoded(JsonObject json) {
    return encoded(json.encode().getBytes(StandardCharsets.UTF_8));
  }

  private static String encoded(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}

package dev.paddock.db;

import io.vertx.core.net.TrustOptions;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;

/** The authorities that the JVM trusts; Vert.x wants them named before it verifies a server. */
final class SystemTrust {
  static final TrustOptions OPTIONS = TrustOptions.wrap(jvmTrustManager());

  private SystemTrust() {}

  private static X509TrustManager jvmTrustManager() {
    try {
      var factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      factory.init((KeyStore) null);
      return (X509TrustManager) factory.getTrustManagers()[0];
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java has no trust store", e);
    }
  }
}

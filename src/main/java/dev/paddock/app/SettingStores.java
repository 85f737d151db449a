package dev.paddock.app;

import io.vertx.config.ConfigRetriever;
import io.vertx.config.ConfigRetrieverOptions;
import io.vertx.config.ConfigStoreOptions;
import io.vertx.config.yaml.YamlProcessor;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.file.FileSystemOptions;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where settings come from: one retriever that lays the defaults, the operator's file, the environment and flags over each other.
 * It needs a Vert.x before there is one: the smallest, for as long as reading takes.
 */
final class SettingStores implements AutoCloseable {
  private static final String DEFAULTS = "/conf/paddock.yaml";
  private static final String CADENCES = "cadences";

  private final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1).setWorkerPoolSize(1).setInternalBlockingPoolSize(1)
      .setUseDaemonThread(true)
      .setFileSystemOptions(new FileSystemOptions().setFileCachingEnabled(false).setClassPathResolvingEnabled(false)));

  /** The file in the jar, which names every setting; never one that lies in the current folder under the same path. */
  JsonObject defaults() {
    try (var in = Objects.requireNonNull(SettingStores.class.getResourceAsStream(DEFAULTS), DEFAULTS)) {
      return new YamlProcessor().process(vertx, new JsonObject(), Buffer.buffer(in.readAllBytes())).await();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * All layers as one.
   *
   * @param environment and {@code flags}: setting name to value
   * @throws Unreadable if the file is
   */
  JsonObject layered(JsonObject defaults, Optional<Path> file,
      Map<String, String> environment, Map<String, String> flags) throws Unreadable {
    var operators = file.filter(SettingStores::saysAnything).map(SettingStores::yaml);
    return retrieve(Stream.of(Optional.of(json(replaceable(defaults))), operators, Optional.of(json(tree(environment))),
            Optional.of(json(tree(flags))))
        .flatMap(Optional::stream).toList());
  }

  @Override public void close() {
    vertx.close().await();
  }

  /** A file that cannot be used, in words that follow its name. */
  static final class Unreadable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Unreadable(String why) {
      super(why);
    }
  }

  private JsonObject retrieve(List<ConfigStoreOptions> stores) {
    var once = new ConfigRetrieverOptions().setScanPeriod(-1);
    stores.forEach(once::addStore);
    var retriever = ConfigRetriever.create(vertx, once);
    try {
      return retriever.getConfig().await();
    } catch (RuntimeException e) {
      throw new Unreadable("cannot be read: " + reason(e));
    } finally {
      retriever.close().await();
    }
  }

  // The YAML processor makes null of a file of comments, which the retriever stumbles over.
  private static boolean saysAnything(Path file) {
    if (Files.notExists(file)) throw new Unreadable("does not exist: expected a file like conf/paddock.yaml");
    try {
      return !Files.readAllLines(file).stream().map(String::strip)
          .allMatch(line -> line.isEmpty() || line.startsWith("#") || line.equals("---"));
    } catch (IOException e) {
      throw new Unreadable("cannot be read: " + e);
    }
  }

  private static ConfigStoreOptions yaml(Path file) {
    return new ConfigStoreOptions().setType("file").setFormat("yaml")
        .setConfig(new JsonObject().put("path", file.toAbsolutePath().toString()));
  }

  private static ConfigStoreOptions json(JsonObject tree) {
    return new ConfigStoreOptions().setType("json").setConfig(tree);
  }

  /** A cadence only makes sense as a whole: as text another one replaces it, where the retriever would mix two objects. */
  private static JsonObject replaceable(JsonObject defaults) {
    var cadences = new LinkedHashMap<String, Object>();
    defaults.getJsonObject(CADENCES).forEach(cadence -> cadences.put(cadence.getKey(), ((JsonObject) cadence.getValue()).encode()));
    return defaults.copy().put(CADENCES, new JsonObject(cadences));
  }

  /** {@code http.port} becomes {@code {http: {port: …}}}. */
  private static JsonObject tree(Map<String, String> values) {
    var tree = new JsonObject();
    values.forEach((name, value) -> {
      var leaf = new JsonObject().put(name.substring(name.lastIndexOf('.') + 1), value);
      for (var dot = name.lastIndexOf('.'); dot >= 0; dot = name.lastIndexOf('.', dot - 1)) {
        leaf = new JsonObject().put(name.substring(name.lastIndexOf('.', dot - 1) + 1, dot), leaf);
      }
      tree.mergeIn(leaf, true);
    });
    return tree;
  }

  private static String reason(Throwable failure) {
    var root = failure;
    while (root.getCause() != null) root = root.getCause();
    return Optional.ofNullable(root.getMessage()).flatMap(message -> message.lines().findFirst()).orElse("expected YAML");
  }
}

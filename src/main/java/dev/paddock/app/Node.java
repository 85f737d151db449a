package dev.paddock.app;

import dev.paddock.account.SigningKey;
import dev.paddock.bus.Bus;
import dev.paddock.cache.Cache;
import dev.paddock.cache.NoCache;
import dev.paddock.cache.RedisCache;
import dev.paddock.cluster.Cluster;
import dev.paddock.cluster.NotOurs;
import dev.paddock.db.Database;
import dev.paddock.db.Migration;
import dev.paddock.db.Pools;
import dev.paddock.fantasy.store.GameStore;
import dev.paddock.ops.CountedCache;
import dev.paddock.ops.Metrics;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * The ground that the house stands on: data folder, servers, a migrated database, Vert.x.
 * Blocks; opened and closed by the command line.
 */
final class Node implements AutoCloseable {
  private static final int RANKERS = 2;

  private final DataDir dir;
  private final EmbeddedServices services;
  private final Database database;
  private final Metrics metrics;
  private final Vertx vertx;
  private final Bus bus;
  private final Pools pools;
  private final Cache cache;
  private final GameStore game;
  private final Path archive;
  private final Optional<SigningKey> key;
  private final Optional<Cluster> cluster;

  private Node(DataDir dir, EmbeddedServices services, Database database, Settings settings, boolean joins) {
    this.dir = dir;
    this.services = services;
    this.database = database;
    this.key = settings.play().accounts().key();
    this.metrics = new Metrics();
    this.cluster = Optional.of(settings.cluster()).filter(set -> joins && set.enabled())
        .map(set -> Cluster.at(set.seat(id(), key().id())));
    this.vertx = vertx(settings);
    cluster.ifPresent(joined -> metrics.registry().gauge("paddock_cluster_members", joined, c -> c.members().size()));
    this.bus = Bus.of(vertx);
    cluster.ifPresent(joined -> joined.whenOneGoes(bus::missed));
    this.pools = Pools.open(vertx, database, settings.pools());
    this.cache = new CountedCache(
        settings.redisUrl().or(services::redisUrl).<Cache>map(url -> new RedisCache(vertx, url)).orElseGet(NoCache::new),
        metrics.registry());
    this.game = GameStore.on(pools.reads(), vertx.createSharedWorkerExecutor("boards", RANKERS));
    this.archive = settings.sessions().cacheDir().orElseGet(() -> dir.folder("archive"));
  }

  /**
   * @param chosen the database on the configured or embedded server
   * @throws CannotStart when the folder is in use, or a server or the migration fails
   */
  static Node open(Settings settings, UnaryOperator<Database> chosen) {
    return open(settings, chosen, false);
  }

  /**
   * The ground of a node that joins others, if the settings say so.
   *
   * @throws CannotStart as {@link #open}, or when the cluster's ports are taken, or another node has another signing key
   */
  static Node among(Settings settings) {
    return open(settings, UnaryOperator.identity(), true);
  }

  private static Node open(Settings settings, UnaryOperator<Database> chosen, boolean joins) {
    var dir = DataDir.open(settings.dataDir());
    EmbeddedServices services = null;
    try {
      services = EmbeddedServices.start(dir, settings);
      var database = chosen.apply(settings.database().or(services::database).orElseThrow());
      new Migration(database).run();
      return new Node(dir, services, database, settings, joins);
    } catch (RuntimeException e) {
      if (services != null) services.stop();
      dir.close();
      throw migrated(e);
    }
  }

  /**
   * The ground for a single command, which needs no cache: in the data folder if that is free, else beside the process that holds it,
   * in the same database.
   *
   * @throws CannotStart when there is no database to be had, or the migration fails
   */
  static Node forCommand(Settings settings) {
    var dir = DataDir.openOrJoin(settings.dataDir());
    var services = EmbeddedServices.NONE;
    try {
      if (dir.held()) services = EmbeddedServices.start(dir, settings.database().isEmpty(), false);
      var database = settings.database().or(services::database).orElseGet(() -> EmbeddedPostgres.joined(dir));
      new Migration(database).run();
      return new Node(dir, services, database, settings, false);
    } catch (RuntimeException e) {
      services.stop();
      dir.close();
      throw migrated(e);
    }
  }

  private static RuntimeException migrated(RuntimeException e) {
    return e instanceof Migration.Failed ? new CannotStart("the database was not migrated: " + e.getMessage()
        + "; check DATABASE_URL, or run `paddock doctor`") : e;
  }

  private Vertx vertx(Settings settings) {
    var options = new VertxOptions().setPreferNativeTransport(true);
    cluster.ifPresent(joined -> options.setEventBusOptions(joined.busOptions()));
    var builder = metrics.into(Vertx.builder(), options);
    try {
      return cluster.map(joined -> joined.join(builder)).orElseGet(builder::build);
    } catch (NotOurs e) {
      throw new CannotStart(e.getMessage());
    } catch (Exception e) { // await() throws what failed, a checked BindException too
      if (cluster.isEmpty()) throw e;
      var set = settings.cluster();
      throw new CannotStart("this node cannot sit at " + set.bind() + ":" + set.port() + " with its event bus at " + set.busPort() + " ("
          + e.getMessage() + "); name other ports with PADDOCK_CLUSTER_PORT and PADDOCK_CLUSTER_BUS_PORT");
    }
  }

  /** Owner of this node's claims: stable over restarts, but for a guest's, which is its process's. */
  String id() {
    return dir.held() ? dir.nodeId() : dir.nodeId() + "-" + ProcessHandle.current().pid();
  }

  /** Where all that was fetched is kept. */
  Path archive() {
    return archive;
  }

  /** Where mail is left that is not sent: private. */
  Path mail() {
    return dir.folder("mail");
  }

  /** Signs access tokens where no other key is set, as PEM: made on first use, the same ever after. */
  String signingKey() {
    return dir.text("keys/access-token.pem", SigningKey::generate);
  }

  /** The key of the house. */
  SigningKey key() {
    return key.orElseGet(() -> SigningKey.parse(signingKey()));
  }

  /** The other nodes' and this one's seats; empty: it stands alone. */
  Optional<Cluster> cluster() {
    return cluster;
  }

  Database database() {
    return database;
  }

  Metrics metrics() {
    return metrics;
  }

  Vertx vertx() {
    return vertx;
  }

  Bus bus() {
    return bus;
  }

  Pools pools() {
    return pools;
  }

  Cache cache() {
    return cache;
  }

  /** The game's reads, one set for the whole node: what one room has unpacked is there for all. */
  GameStore game() {
    return game;
  }

  @Override public void close() {
    cache.close().otherwiseEmpty().await();
    pools.close().otherwiseEmpty().await();
    vertx.close().otherwiseEmpty().await();
    metrics.close();
    services.stop();
    dir.close();
  }
}

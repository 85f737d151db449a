package dev.paddock.web;

import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Serves the contract, the page, the event bridge, and what operators ask for. Event loop, any number of instances, no state. */
public final class HttpVerticle extends VerticleBase {
  /** The largest message a client has reason to send: a registration. */
  private static final int MESSAGE_LIMIT = 4096;

  private final Site site;
  private HttpServer server;

  /**
   * What is served.
   *
   * @param port       0 takes a free one, the same for all instances
   * @param operations one for each operationId of the contract but getContract, getPushContract, getProblem and listen;
   *                   missing ones fail the start
   * @param pages      outside of the contract, by path, such as {@code /metrics} and {@code /health/live}
   * @param gate       knows who asks, where the contract wants to know
   * @param clock      by which requests are received
   * @param door       how clients are let in
   * @param audience   who listens, and who may to what
   */
  public record Site(String host, int port, List<Operation> operations, Map<String, Supplier<Future<Answer>>> pages, Gate gate,
      InstantSource clock, Door door, Audience audience) {
    /** One that is open as often as anybody likes, and in which nobody has an address of his own. */
    public Site(String host, int port, List<Operation> operations, Map<String, Supplier<Future<Answer>>> pages, Gate gate,
        InstantSource clock) {
      this(host, port, operations, pages, gate, clock, Door.OPEN, new Audience());
    }

    /** One that knows nobody, and never what time it is. */
    public Site(String host, int port, List<Operation> operations, Map<String, Supplier<Future<Answer>>> pages) {
      this(host, port, operations, pages, Gate.CLOSED, () -> Instant.MAX);
    }

    /** The same behind another door. */
    public Site behind(Door another) {
      return new Site(host, port, operations, pages, gate, clock, another, audience);
    }

    /** The same with another audience. */
    public Site heardBy(Audience another) {
      return new Site(host, port, operations, pages, gate, clock, door, another);
    }
  }

  public HttpVerticle(Site site) {
    this.site = site;
  }

  /** Deploys {@code instances} of them; the port on which all listen. */
  public static Future<Integer> deploy(Vertx vertx, int instances, Site site) {
    var deployed = new ArrayList<HttpVerticle>();
    return vertx.deployVerticle(() -> {
      var verticle = new HttpVerticle(site);
      deployed.add(verticle);
      return verticle;
    }, new DeploymentOptions().setInstances(instances)).map(id -> deployed.getFirst().server.actualPort());
  }

  @Override public Future<?> start() {
    var headers = new SecurityHeaders(site.door.tls());
    return Future.all(Contract.load(vertx), Contract.ofPushes(vertx), Assets.open(vertx, headers))
        .map(loaded -> router(loaded.resultAt(0), loaded.resultAt(1), loaded.resultAt(2), headers))
        .compose(this::listen)
        .onSuccess(listening -> server = listening);
  }

  @Override public Future<?> stop() {
    return server == null ? Future.succeededFuture() : server.close();
  }

  private Future<HttpServer> listen(Router router) {
    // A negative port is Vert.x's free port that instances share; 0 would give each its own.
    return vertx.createHttpServer(new HttpServerOptions().setHost(site.host).setPort(site.port == 0 ? -1 : site.port)
            .setCompressionSupported(true)
            .setMaxWebSocketMessageSize(MESSAGE_LIMIT)
            // Of each socket's own memory it would take more than a push has bytes.
            .setPerMessageWebSocketCompressionSupported(false)
            .setPerFrameWebSocketCompressionSupported(false)
            .setHandle100ContinueAutomatically(true)
            .setIdleTimeout(120))
        .requestHandler(router)
        .listen();
  }

  private Router router(Contract contract, JsonObject pushes, Assets assets, SecurityHeaders headers) {
    var router = Router.router(vertx);
    Failures.mount(router);
    router.head().handler(ctx -> {
      Reply.headAlone(ctx);
      ctx.reroute(HttpMethod.GET, ctx.request().uri());
    });
    router.route().handler(RequestScope::open).handler(headers::add);
    var door = site.door;
    var hall = Hall.open(vertx, site.audience);
    var reception = new Reception.House(new Guard(site.gate), door.limits(), door.proxies(), new Once(door.repeats()), site.clock);
    router.route(Contract.BASE + "/*").handler(door.origins()::handle).handler(new HotPages(door)::handle)
        .subRouter(ContractRoutes.mount(vertx, contract, operations(contract, pushes, hall), reception));
    PushBridge.mount(vertx, router, "/eventbus", hall, door);
    site.pages.forEach((path, page) -> router.get(path).handler(ctx ->
        page.get().onSuccess(answer -> Reply.send(ctx, answer)).onFailure(ctx::fail)));
    router.getWithRegex("/~.*").handler(assets::ofEdition);
    router.get().handler(assets::current);
    return router;
  }

  private List<Operation> operations(Contract contract, JsonObject pushes, Hall hall) {
    var all = new ArrayList<>(site.operations);
    all.add(new PushStreams(hall, site.door).operation());
    all.add(new Operation("getContract", request -> Future.succeededFuture(Answer.live(contract.document()))));
    all.add(new Operation("getPushContract", request -> Future.succeededFuture(Answer.live(pushes))));
    all.add(new Operation("getProblem", request -> Future.succeededFuture(explain(request.text("slug")))));
    return all;
  }

  private record ProblemType(String type, String title, int status, String explanation) {}

  private static Answer explain(String slug) {
    return Problem.Kind.of(slug)
        .map(kind -> Answer.live(new ProblemType(kind.type(), kind.title, kind.status, kind.explanation)))
        .orElseGet(() -> Answer.notFound("problem type " + slug));
  }
}

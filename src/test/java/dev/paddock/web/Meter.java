package dev.paddock.web;

import com.google.gson.JsonObject;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Page;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What a page costs who opens it, as Chromium's own instruments see it: bytes over the wire with their headers, when it showed its largest
 * part, how much jumped, and how long it did not listen. Attach it to a page before it goes anywhere.
 */
public final class Meter {
  private static final String WATCH = """
      window.measured = { largest: 0, part: '', shifted: 0, busy: 0, shifts: [] };
      const watch = (type, see) => new PerformanceObserver(list => list.getEntries().forEach(see)).observe({ type, buffered: true });
      watch('largest-contentful-paint', entry => {
        measured.largest = entry.startTime;
        const { element } = entry;
        measured.part = element ? `<${element.localName}> ${element.textContent.trim().replace(/\\s+/g, ' ').slice(0, 60)}` : '';
      });
      watch('layout-shift', entry => {
        if (entry.hadRecentInput) return;
        measured.shifted += entry.value;
        const what = entry.sources.map(source => source.node?.nodeName).join(' ');
        measured.shifts.push(`${entry.value.toFixed(4)} at ${Math.round(entry.startTime)} ms: ${what}`);
      });
      watch('longtask', entry => { measured.busy += entry.duration; });
      """;

  private static final String WATERFALL = """
      () => ['navigation', 'resource', 'paint'].flatMap(type => performance.getEntriesByType(type))
        .map(it => [it.startTime, it.responseEnd ?? it.startTime, it.name.replace(location.origin, ''), it.encodedBodySize ?? 0])
        .concat([[measured.largest, measured.largest, `largest: ${measured.part}`, 0]])
        .toSorted((a, b) => a[0] - b[0])
        .map(([from, to, what, bytes]) => `${Math.round(from).toString().padStart(6)} ${Math.round(to).toString().padStart(6)} ms`
          + `${bytes.toString().padStart(8)} bytes  ${what}`)
      """;

  private final Page page;
  private final CDPSession tools;
  private final Map<String, String> addresses = new ConcurrentHashMap<>();
  private final AtomicLong all = new AtomicLong();
  private final AtomicLong api = new AtomicLong();
  private final AtomicLong json = new AtomicLong();
  private final AtomicLong requests = new AtomicLong();

  private Meter(Page page) {
    this.page = page;
    this.tools = page.context().newCDPSession(page);
  }

  public static Meter of(Page page) {
    var meter = new Meter(page);
    page.addInitScript(WATCH);
    meter.tools.send("Network.enable");
    meter.tools.on("Network.responseReceived", event ->
        meter.addresses.put(id(event), event.getAsJsonObject("response").get("url").getAsString()));
    meter.tools.on("Network.dataReceived", meter::received);
    meter.tools.on("Network.loadingFinished", meter::finished);
    return meter;
  }

  private static String id(JsonObject event) {
    return event.get("requestId").getAsString();
  }

  private boolean isApi(JsonObject event) {
    return addresses.getOrDefault(id(event), "").contains(Contract.BASE + "/");
  }

  private void received(JsonObject event) {
    if (isApi(event)) json.addAndGet(event.get("dataLength").getAsLong());
  }

  private void finished(JsonObject event) {
    var bytes = event.get("encodedDataLength").getAsLong();
    requests.incrementAndGet();
    all.addAndGet(bytes);
    if (isApi(event)) api.addAndGet(bytes);
  }

  /**
   * As on a phone far from a mast: so slow in both directions, and each answer so late; a processor so many times slower than this one. Not
   * for tests: over HTTP/1.1, on a busy machine, Chromium's brake on bytes sometimes never lets go.
   */
  public void throttle(int kilobits, int latencyMillis, int processor) {
    network(latencyMillis, kilobits * 125, kilobits * 125 / 2);
    var rate = new JsonObject();
    rate.addProperty("rate", processor);
    tools.send("Emulation.setCPUThrottlingRate", rate);
  }

  /** Each answer so late. */
  public void delay(int latencyMillis) {
    network(latencyMillis, -1, -1);
  }

  private void network(int latencyMillis, int down, int up) {
    var network = new JsonObject();
    network.addProperty("offline", false);
    network.addProperty("latency", latencyMillis);
    network.addProperty("downloadThroughput", down);
    network.addProperty("uploadThroughput", up);
    tools.send("Network.emulateNetworkConditions", network);
  }

  public long requests() {
    return requests.get();
  }

  /** Bytes over the wire, with headers, until now. */
  public long all() {
    return all.get();
  }

  /** Those of them that the API sent. */
  public long api() {
    return api.get();
  }

  /** What the API said, unpacked. */
  public long json() {
    return json.get();
  }

  /** When the largest part was painted, in milliseconds. */
  public double largest() {
    return number("largest");
  }

  /** The sum of all layout shifts that nobody asked for. */
  public double shifted() {
    return number("shifted");
  }

  /** What jumped, in words. */
  @SuppressWarnings("unchecked") // a list of strings is what the script keeps
  public List<String> shifts() {
    return (List<String>) page.evaluate("measured.shifts");
  }

  /** Milliseconds of tasks of more than 50. */
  public double busy() {
    return number("busy");
  }

  /** What came when, a line each: from a request's start to the end of its answer, what was painted first, and the largest part. */
  @SuppressWarnings("unchecked") // a list of strings is what the script answers
  public List<String> waterfall() {
    return (List<String>) page.evaluate(WATERFALL);
  }

  private double number(String name) {
    return ((Number) page.evaluate("measured." + name)).doubleValue();
  }
}

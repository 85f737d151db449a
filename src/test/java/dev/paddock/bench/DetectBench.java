package dev.paddock.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.paddock.horse.provider.LivePart;
import dev.paddock.horse.provider.Mutation;
import dev.paddock.horse.provider.TabBodies;
import dev.paddock.horse.rules.RaceDiff;
import dev.paddock.horse.rules.Seen;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(name = "detect", mixinStandardHelpOptions = true, description = "What it costs to see whether a race changed, beside comparing "
    + "whole trees; and whether anything is missed or written for nothing, by an oracle.")
public final class DetectBench extends Benchmark {
  private static final int SIZE = 195_000;
  private static final int BATCH = 100;

  @Option(names = "--body", paramLabel = "FILE", description = "An answer of TAB NZ about one race; without it one is made by hand.")
  private Optional<Path> file = Optional.empty();

  @Option(names = "--polls", paramLabel = "N", defaultValue = "20000",
      description = "Random answers shown to the oracle; ${DEFAULT-VALUE}.")
  private int polls;

  @Option(names = "--seed", paramLabel = "N", defaultValue = "1", description = "Of the random answers; ${DEFAULT-VALUE}.")
  private long seed;

  private Seen seen = Seen.NOTHING;
  private JsonNode tree;

  public DetectBench() {
    super("detect");
  }

  @Override protected void measure(Report report) throws Exception {
    var body = file.isPresent() ? (ObjectNode) TabBodies.JSON.readTree(Files.readString(file.get())) : TabBodies.longForm(SIZE);
    var text = body.toString();
    report.fact("body", text.length() / 1000 + " KB, " + (file.isPresent() ? "recorded" : "made by hand"));
    report.fact("seed", seed);
    cost(text, report);
    truth(report);
  }

  private interface Work {
    void once() throws Exception;
  }

  private void cost(String text, Report report) throws Exception {
    say("warming up");
    Work ours = () -> seen = seen.after(TabBodies.sighting(text), TabBodies.START).seen();
    Work peer = () -> {
      var now = TabBodies.JSON.readTree(text);
      if (tree != null && !tree.get("data").equals(now.get("data"))) throw new IllegalStateException("the same text, another tree");
      tree = now;
    };
    for (int n = 0; n < 30; n++) {
      micros(ours);
      micros(peer);
    }
    say("measuring");
    var our = new double[30];
    var their = new double[30];
    for (int n = 0; n < our.length; n++) {
      our[n] = micros(ours);
      their[n] = micros(peer);
    }
    Arrays.sort(our);
    Arrays.sort(their);
    report.add(Row.of("CPU of one body: read, project, hash", our[our.length / 2], "µs").atMost(1000)
        .beside("Jackson trees compared", their[their.length / 2]));
    report.add(Row.of("the slowest hundred bodies, each", our[our.length - 1], "µs")
        .beside("Jackson trees compared", their[their.length - 1]));
  }

  /** CPU time of this thread, per body. */
  private static double micros(Work work) throws Exception {
    var threads = ManagementFactory.getThreadMXBean();
    long start = threads.getCurrentThreadCpuTime();
    for (int n = 0; n < BATCH; n++) work.once();
    return (threads.getCurrentThreadCpuTime() - start) / 1000.0 / BATCH;
  }

  /** One answer after another, each with up to three things that happened; every other race was run already. */
  private void truth(Report report) throws Exception {
    say("asking the oracle " + polls + " times");
    var random = new Random(seed);
    var kinds = Mutation.values();
    int changes = 0;
    int caught = 0;
    int nothing = 0;
    for (int n = 0; n < polls; ) {
      var body = n % 20 == 0 ? TabBodies.run() : TabBodies.event("r1", "Open");
      var known = TabBodies.sighting(body);
      var memo = Seen.NOTHING.after(known, TabBodies.START).seen();
      for (int poll = 0; poll < 10; poll++, n++) {
        var was = LivePart.of(body);
        for (int things = random.nextInt(4); things > 0; things--) kinds[random.nextInt(kinds.length)].apply(body, random);
        var now = TabBodies.sighting(body);
        var news = memo.after(now, TabBodies.START);
        boolean written = news.changed() && !RaceDiff.between(known, now).same();
        boolean change = was.lacksAnyOf(LivePart.of(body));
        if (change) changes++;
        if (change && written) caught++;
        if (!change && written) nothing++;
        known = now;
        memo = news.seen();
      }
    }
    report.fact("polls", polls);
    report.add(Row.of("true changes", changes, ""));
    report.add(Row.of("of them caught", caught, "").atLeast(changes).beside("oracle", changes));
    report.add(Row.of("writes without a change", nothing, "").atMost(0));
  }
}

package dev.paddock.horse.provider;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.paddock.horse.rules.Change;
import dev.paddock.horse.rules.RaceDiff;
import dev.paddock.horse.rules.Seen;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;

/** Every true change is caught and nothing else is written, whatever happens to the answers: compared with the whole tree. */
class ChangeDetectionTest {
  /** @param seed of what exactly happens */
  record Step(Mutation mutation, long seed) {}

  @Provide Arbitrary<Step> steps() {
    return Combinators.combine(Arbitraries.of(Mutation.class), Arbitraries.longs()).as(Step::new);
  }

  @Property(tries = 200000) void one_poll_after_another(@ForAll("steps") Step first, @ForAll boolean run, @ForAll("steps") Step second)
      throws Exception {
    check(run, List.of(List.of(first), List.of(second)));
  }

  @Property(tries = 2000) void many_things_at_once(@ForAll boolean run, @ForAll @Size(min = 1, max = 4) List<@Size(max = 6) List<
      @From("steps") Step>> polls) throws Exception {
    check(run, polls);
  }

  /** Three of the rarer ways that an answer tells less than the one before. */
  @Example void a_scratching_that_is_told_with_less_stays_as_it_was() throws Exception {
    var body = TabBodies.event("r1", "Open");
    TabBodies.runner(body, 3).put("is_scratched", true).put("is_late_scratched", true).put("scratch_time", 1_752_713_000);
    var less = body.deepCopy();
    TabBodies.runner(less, 3).put("is_late_scratched", false).put("scratch_time", 0);
    var seen = polled(Seen.NOTHING.after(TabBodies.sighting(body), TabBodies.START).seen(), body, less, List.of());
    var diff = RaceDiff.between(TabBodies.sighting(body), TabBodies.sighting(less));
    assertThat(diff.changes()).isEmpty();
    assertThat(diff.after().runners().orElseThrow().get(2).scratchedAt()).contains(Instant.ofEpochSecond(1_752_713_000));
    var back = less.deepCopy();
    TabBodies.runner(back, 3).put("is_scratched", false);
    polled(seen, less, back, List.of());
    assertThat(RaceDiff.between(diff.after(), TabBodies.sighting(back)).changes()).extracting(Change::text)
        .containsExactly("3 Horse 3 is back in the race");
  }

  private static void check(boolean run, List<List<Step>> polls) throws Exception {
    var body = run ? TabBodies.run() : TabBodies.event("r1", "Open");
    var known = TabBodies.sighting(body);
    var seen = Seen.NOTHING.after(known, TabBodies.START).seen();
    for (var poll : polls) {
      var before = body.deepCopy();
      for (var step : poll) step.mutation().apply(body, new Random(step.seed()));
      seen = polled(seen, before, body, poll);
    }
  }

  /** Known is what the answer before said, so that the oracle can be asked of two trees. */
  private static Seen polled(Seen seen, ObjectNode before, ObjectNode body, List<Step> steps) throws Exception {
    var now = TabBodies.sighting(body);
    var news = seen.after(now, TabBodies.START);
    var was = LivePart.of(before);
    var is = LivePart.of(body);
    assertThat(news.changed()).as("%s", steps).isEqualTo(!was.equals(is));
    var diff = RaceDiff.between(TabBodies.sighting(before), now);
    assertThat(!diff.same()).as("%s: %s", steps, diff.changes()).isEqualTo(was.lacksAnyOf(is));
    assertThat(diff.changes()).extracting(Change::text).doesNotContain("").doesNotHaveDuplicates();
    assertThat(RaceDiff.between(diff.after(), now).same()).as("told twice").isTrue();
    return news.seen();
  }
}

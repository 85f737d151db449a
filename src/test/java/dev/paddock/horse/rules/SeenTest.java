package dev.paddock.horse.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.paddock.horse.rules.Sighting.Runner;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a poll leaves for the next one. */
class SeenTest {
  static final Instant NOW = Instant.parse("2025-07-17T00:45:00Z");

  static Sighting standing(RaceStatus status) {
    return new Sighting("r1", Optional.of(NOW), Optional.empty(), status, status.name(), Optional.empty(), Optional.empty(),
        Optional.of(false), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.of(NOW));
  }

  static Sighting card(RaceStatus status, String jockey) {
    var runner = new Runner(1, "Ruji", 3, jockey, "", 54_500, false, false, Optional.empty(), List.of());
    var it = standing(status);
    return new Sighting(it.raceId(), it.advertisedStart(), it.actualStart(), it.status(), it.statusWord(), it.trackCondition(),
        it.weather(), it.protest(), it.protestReason(), Optional.of(List.of(runner)), Optional.empty(), Optional.empty(), it.providerTime());
  }

  final Seen seen = Seen.NOTHING.after(card(RaceStatus.OPEN, "Kauri"), NOW).seen();

  @Test void the_first_look_is_news() {
    assertThat(Seen.NOTHING.after(card(RaceStatus.OPEN, "Kauri"), NOW).changed()).isTrue();
    assertThat(seen.cardAt()).isEqualTo(NOW);
    assertThat(seen.status()).isEqualTo(RaceStatus.OPEN);
  }

  @Test void the_same_again_is_none_in_either_shape() {
    assertThat(seen.after(card(RaceStatus.OPEN, "Kauri"), NOW.plusSeconds(15)))
        .isEqualTo(new Seen.News(false, new Seen(seen.status(), NOW.plusSeconds(15), seen.statusHash(), seen.cardHash())));
    assertThat(seen.after(standing(RaceStatus.OPEN), NOW.plusSeconds(15))).isEqualTo(new Seen.News(false, seen));
  }

  @Test void what_only_the_card_tells_is_news_of_the_card() {
    assertThat(seen.after(card(RaceStatus.OPEN, "Myers"), NOW).changed()).isTrue();
  }

  @Test void after_news_of_its_standing_the_card_is_asked_for_again_and_compared_whatever_it_says() {
    var closed = seen.after(standing(RaceStatus.CLOSED), NOW);
    assertThat(closed.changed()).isTrue();
    assertThat(closed.seen().cardAt()).isEqualTo(Instant.EPOCH);
    assertThat(closed.seen().after(card(RaceStatus.OPEN, "Kauri"), NOW).changed()).as("open again, as on the card before").isTrue();
  }

  @Test void a_memo_says_the_same_again() {
    assertThat(Seen.of(seen.memo())).isEqualTo(seen);
    var closed = seen.after(standing(RaceStatus.CLOSED), NOW).seen();
    assertThat(Seen.of(closed.memo())).isEqualTo(closed);
    assertThat(Seen.of(Seen.NOTHING.memo())).isEqualTo(Seen.NOTHING);
    assertThat(seen.memo()).hasSizeLessThanOrEqualTo(110);
  }

  @ParameterizedTest @ValueSource(strings = {"", "garbage",
      "2 OPEN 1752713100 x y", "1 DANCING 1752713100 00112233445566778899aabbccddeeff -"})
  void a_memo_of_another_version_is_nothing(String memo) {
    assertThat(Seen.of(memo)).isEqualTo(Seen.NOTHING);
  }
}

package dev.paddock.bus;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TellersTest {
  final Tellers tellers = new Tellers();

  @Test void nothing_is_missing_of_what_comes_one_after_the_other_from_wherever_it_begins() {
    for (long n = 40; n < 50; n++) assertThat(tellers.heard("a", n)).isTrue();
    assertThat(tellers.heard("b", 1)).isTrue();
    assertThat(tellers.lost("a")).isFalse();
    assertThat(tellers.lost("nobody")).isFalse();
  }

  @Test void who_is_overtaken_is_waited_for() {
    tellers.heard("a", 1);
    assertThat(tellers.heard("a", 3)).isFalse();
    assertThat(tellers.heard("a", 4)).isFalse();
    assertThat(tellers.heard("a", 2)).isTrue();
    assertThat(tellers.lost("a")).isFalse();
  }

  @Test void what_does_not_come_is_lost_once_and_then_counted_anew() {
    tellers.heard("a", 1);
    assertThat(tellers.heard("a", 3)).isFalse();
    assertThat(tellers.lost("a")).isTrue();
    assertThat(tellers.lost("a")).isFalse();
    assertThat(tellers.heard("a", 4)).isTrue();
  }

  @Test void of_many_that_came_and_went_those_that_were_silent_longest_are_forgotten() {
    tellers.heard("gone", 1);
    tellers.heard("stays", 1);
    for (int restart = 0; restart < 2 * Tellers.COUNTED; restart++) {
      tellers.heard("restart " + restart, 1);
      tellers.heard("stays", restart + 2);
    }
    assertThat(tellers.heard("gone", 7)).as("it is counted from here").isTrue();
    assertThat(tellers.heard("stays", 2 * Tellers.COUNTED + 3)).as("one is missing").isFalse();
  }
}

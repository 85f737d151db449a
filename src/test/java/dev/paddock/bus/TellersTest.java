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
}

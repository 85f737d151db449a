package dev.paddock.notify;

import static dev.paddock.f1.contract.Formula1.SessionKind.RACE;
import static dev.paddock.fantasy.FakeFormula1.raceId;
import static org.assertj.core.api.Assertions.assertThat;

import dev.paddock.TestDatabase;
import dev.paddock.fantasy.FakeFormula1;
import dev.paddock.fantasy.Node;
import dev.paddock.notify.Mailbox.Letters;
import dev.paddock.notify.contract.Notifying;
import dev.paddock.schedule.contract.Scheduling.Ending;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MailboxTest {
  final FakeFormula1 formula1 = new FakeFormula1(1);
  Node node;

  @BeforeEach void a_race_that_was_corrected_once() {
    node = new Node("a", TestDatabase.fresh(), formula1);
    node.seed(50, 1);
    sql("update player set active = false where id = 3");
    node.score(formula1.publish(1, RACE, 1, 1));
    node.clock.advance(Duration.ofDays(1));
    node.score(formula1.publish(1, RACE, 2, 2));
  }

  @AfterEach void close() {
    node.close();
  }

  @Test void every_active_user_finds_it_once_with_what_it_did_to_his_own_team() {
    for (long user = 1; user <= 50; user++) {
      var letters = letters(user);
      if (user == 3) {
        assertThat(letters).as("inactive").isEqualTo(new Letters(0, List.of()));
        continue;
      }
      assertThat(letters.unread()).isEqualTo(1);
      var letter = letters.letters().getFirst();
      var team = node.game.teams().teamsOf(List.of(user), 2025).await().getFirst();
      var now = node.reads.rounds(team).await().getFirst().row().points();
      assertThat(letter.own()).singleElement().satisfies(own -> {
        assertThat(own.after()).isEqualTo(now);
        assertThat(own.before()).isPresent();
      });
      assertThat(letter.notification().audience()).isEqualTo(49);
      assertThat(letter.text()).contains("; your team ");
    }
    assertThat(node.mailbox.of(51, 10).await()).as("nobody").isEmpty();
  }

  @Test void reading_it_twice_is_reading_it_once() {
    long id = letters(1).letters().getFirst().notification().id();
    assertThat(node.mailbox.markRead(1, id).await()).isTrue();
    node.clock.advance(Duration.ofHours(1));
    assertThat(node.mailbox.markRead(1, id).await()).isTrue();
    assertThat(node.count("notification_read")).isEqualTo(1);
    assertThat(letters(1).unread()).isZero();
    assertThat(letters(1).letters().getFirst().notification().read()).isTrue();
    assertThat(letters(2).unread()).isEqualTo(1);
    assertThat(node.mailbox.markRead(1, id + 1).await()).as("no such notification").isFalse();
    assertThat(node.mailbox.markRead(3, id).await()).as("inactive").isFalse();
  }

  @Test void who_joins_later_sees_only_later_ones() {
    node.clock.advance(Duration.ofHours(1));
    sql("update player set joined_at = '" + node.clock.instant() + "' where id = 5");
    long older = letters(1).letters().getFirst().notification().id();
    assertThat(letters(5).letters()).isEmpty();
    assertThat(node.mailbox.markRead(5, older).await()).isFalse();
    node.score(formula1.publish(1, RACE, 3, 3));
    assertThat(letters(5).letters()).singleElement().satisfies(letter -> assertThat(letter.notification().correction().orElseThrow().version()).isEqualTo(3));
    assertThat(letters(1).letters()).extracting(letter -> letter.notification().correction().orElseThrow().version()).containsExactly(3, 2);
    assertThat(letters(1).unread()).isEqualTo(2);
    assertThat(node.mailbox.of(1, 1).await().orElseThrow().letters()).hasSize(1);
  }

  @Test void asked_again_nobody_is_told_twice() {
    node.plan(Notifying.correction(raceId(1) + "-R", 2, node.clock.instant().plusSeconds(1)));
    node.clock.advance(Duration.ofMinutes(1));
    assertThat(node.runDue()).singleElement()
        .satisfies(slot -> assertThat(slot.ending()).isEqualTo(new Ending.Next(false, "already told")));
    assertThat(node.count("notification")).isEqualTo(1);
    assertThat(node.notified).hasSize(1);
  }

  private Letters letters(long user) {
    return node.mailbox.of(user, 10).await().orElseThrow();
  }

  private void sql(String statement) {
    node.pools.transactions().query(statement).execute().await();
  }
}

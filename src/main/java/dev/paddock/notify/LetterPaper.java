package dev.paddock.notify;

import dev.paddock.db.Postbox.Mail;
import dev.paddock.notify.rules.Kind;
import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BiFunction;

/**
 * A letter as a mail: what happened, where to read on, and how to hear no more of it.
 *
 * @param base where the site is
 * @param seal of a user and a kind: who holds it may end mail of that kind to him, and no more
 */
public record LetterPaper(URI base, BiFunction<Long, Kind, String> seal) {
  Mail mail(long user, String address, Kind kind, Mailbox.Letter letter) {
    var notification = letter.notification();
    var unsubscribe = kind == Kind.SECURITY ? Optional.<String>empty()
        : Optional.of(base + "/api/v1/unsubscribe?token=" + seal.apply(user, kind));
    var text = letter.text() + "\n\n" + base + "\n" + unsubscribe.map(url -> "\n-- \nNo more mail about "
        + (kind == Kind.LEAGUE ? "leagues" : kind.name().toLowerCase(Locale.ROOT) + "s") + ": " + url + "\n").orElse("");
    return new Mail("letter:" + notification.id() + ":" + user, address, notification.title(), text, unsubscribe);
  }
}

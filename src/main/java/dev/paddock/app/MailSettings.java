package dev.paddock.app;

import dev.paddock.notify.Smtp;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * By which way mail leaves the house.
 *
 * @param smtp   empty: mail is written into files
 * @param from   the address that it is sent from
 * @param retry  how long to wait before each further attempt; after the last it is given up
 * @param keep   how long mail that was sent, or given up, is kept, without its text
 * @param letters  how long notifications are kept
 */
public record MailSettings(Optional<Smtp> smtp, String from, List<Duration> retry, Duration keep, Duration letters) {
  public MailSettings {
    retry = List.copyOf(retry);
  }

  static MailSettings read(SettingsReader r) {
    var host = r.optional("mail.smtp.host", "a host", text -> text);
    int port = r.number("mail.smtp.port", 1, 65535);
    var tls = Smtp.Tls.valueOf(r.oneOf("mail.smtp.tls", "starttls", "tls", "none").toUpperCase(Locale.ROOT));
    var user = r.optional("mail.smtp.user", "a name", text -> text);
    var password = r.optional("mail.smtp.password", "a password", text -> text);
    r.require(r.isFromEnvironment("mail.smtp.password"), "mail.smtp.password", "to be set in the environment only");
    r.require(user.isPresent() == password.isPresent(), "mail.smtp.user", "a name and a password, or neither");
    r.require(password.isEmpty() || tls != Smtp.Tls.NONE, "mail.smtp.tls", "starttls or tls, because a password is sent");
    var from = r.optional("mail.from", "an address such as paddock@example.org", MailSettings::address).orElse("paddock@localhost");
    r.require(host.isEmpty() || !from.endsWith("@localhost"), "mail.from", "an address that can be answered, because mail is sent");
    return new MailSettings(host.map(name -> new Smtp(name, port, tls, user.flatMap(u -> password.map(p -> new Smtp.Login(u, p))))), from,
        r.durations("mail.retry", Duration.ofMillis(1), Duration.ofDays(7)),
        r.duration("mail.keep", Duration.ofDays(1), Duration.ofDays(3650)),
        r.duration("mail.keep-notifications", Duration.ofDays(1), Duration.ofDays(3650)));
  }

  private static String address(String text) {
    if (!text.matches("[^\\s<>@,;]+@[^\\s<>@,;]+")) throw new IllegalArgumentException();
    return text;
  }
}

package dev.paddock.account;

import dev.paddock.account.rules.Secret;
import dev.paddock.db.Postbox.Mail;
import java.net.URI;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;

/**
 * What accounts write to people. Tokens stand behind the # of a link: browsers keep that to themselves, so that no log and no other
 * site gets to see one.
 *
 * @param site where the page is
 */
public record AccountMail(URI site) {
  Mail verify(String to, String name, Secret secret) {
    return new Mail(key("verify", secret), to, "Is this your address?", """
        Hello %s,

        somebody, you we hope, has given this address to Paddock. If it was you, say so here within two days:

        %s

        If it was not, forget this mail: without that nothing is ever sent here again.
        """.formatted(name, link("verify-email", secret)));
  }

  Mail known(String to, String name, long user, Instant at) {
    return new Mail("known:" + user + ":" + at.truncatedTo(ChronoUnit.HOURS), to, "You have an account already", """
        Hello %s,

        somebody, you perhaps, has tried to register at Paddock with this address, which has an account already. Log in with it; if you have
        forgotten the password, get a new one here:

        %s

        If it was not you, there is nothing to do: nothing was changed.
        """.formatted(name, site + "/account.html#forgot"));
  }

  Mail reset(String to, String name, Secret secret) {
    return new Mail(key("reset", secret), to, "A new password", """
        Hello %s,

        somebody, you we hope, wants a new password for your account at Paddock. Choose one here within an hour:

        %s

        If it was not you, forget this mail: the old password is still good.
        """.formatted(name, link("reset-password", secret)));
  }

  /** To the address that was. */
  Mail moved(String to, String name, Secret secret) {
    return new Mail(key("moved", secret), to, "Your account has another address now", """
        Hello %s,

        your account at Paddock has another e-mail address from now on; this one is not written to any more. If it was not you who
        changed it, tell whoever runs the service.
        """.formatted(name));
  }

  private String link(String what, Secret secret) {
    return site + "/account.html#" + what + "=" + secret.text();
  }

  private static String key(String what, Secret secret) {
    return what + ":" + HexFormat.of().formatHex(secret.hash(), 0, 16);
  }
}

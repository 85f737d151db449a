package dev.paddock.notify;

import dev.paddock.notify.store.Mails.Waiting;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.ext.mail.LoginOption;
import io.vertx.ext.mail.MailClient;
import io.vertx.ext.mail.MailConfig;
import io.vertx.ext.mail.MailMessage;
import io.vertx.ext.mail.SMTPException;
import io.vertx.ext.mail.StartTLSOptions;

/** Hands mail to a server that takes it. */
public final class SmtpPostman implements Postman {
  private static final int CONNECTIONS = 8;
  private static final int CONNECT_MILLIS = 10_000;
  private static final int SILENT_SECONDS = 60;

  private final MailClient client;
  private final String from;

  /** @param from the address that it is sent from; its host is ours in what we say of ourselves */
  public SmtpPostman(Vertx vertx, Smtp smtp, String from) {
    this.client = MailClient.create(vertx, config(smtp, host(from)));
    this.from = from;
  }

  private static MailConfig config(Smtp smtp, String ownHost) {
    var config = new MailConfig(smtp.host(), smtp.port(),
        smtp.tls() == Smtp.Tls.STARTTLS ? StartTLSOptions.REQUIRED : StartTLSOptions.DISABLED, LoginOption.DISABLED);
    config.setSsl(smtp.tls() == Smtp.Tls.TLS).setHostnameVerificationAlgorithm("HTTPS").setOwnHostname(ownHost)
        .setMaxPoolSize(CONNECTIONS).setConnectTimeout(CONNECT_MILLIS).setIdleTimeout(SILENT_SECONDS);
    smtp.login().ifPresent(login -> config.setLogin(LoginOption.REQUIRED).setUsername(login.user()).setPassword(login.password()));
    return config;
  }

  @Override public Future<Void> carry(Waiting mail) {
    var message = new MailMessage().setFrom(from).setTo(mail.to()).setSubject(mail.subject()).setText(mail.text())
        // the same for every attempt: who gets it twice can tell
        .addHeader("Message-ID", "<mail-" + mail.id() + "." + mail.at().getEpochSecond() + "@" + host(from) + ">")
        .addHeader("Auto-Submitted", "auto-generated");
    mail.unsubscribe().ifPresent(url -> message.addHeader("List-Unsubscribe", "<" + url + ">")
        .addHeader("List-Unsubscribe-Post", "List-Unsubscribe=One-Click"));
    return client.sendMail(message).<Void>mapEmpty().recover(failed -> Future.failedFuture(
        failed instanceof SMTPException answer && answer.isPermanent() ? new Undeliverable("SMTP " + answer.getReplyCode()) : failed));
  }

  private static String host(String address) {
    return address.substring(address.indexOf('@') + 1);
  }
}

package dev.paddock.notify;

import dev.paddock.notify.store.Mails.Waiting;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.file.FileSystem;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where no mail leaves the house: each becomes a file that mail programs open, and the log says where it is, not what it says. */
public final class FolderPostman implements Postman {
  private static final Logger LOG = LoggerFactory.getLogger(FolderPostman.class);

  private final FileSystem files;
  private final Path folder;
  private final String from;

  /** @param folder exists, and is private */
  public FolderPostman(FileSystem files, Path folder, String from) {
    this.files = files;
    this.folder = folder;
    this.from = from;
  }

  @Override public Future<Void> carry(Waiting mail) {
    var file = folder.resolve("mail-" + mail.id() + ".eml");
    return files.writeFile(file.toString(), Buffer.buffer(letter(mail)))
        .onSuccess(written -> LOG.info("mail \"{}\" is in {}", line(mail.subject()), file));
  }

  private String letter(Waiting mail) {
    var head = new StringBuilder("Date: ").append(DateTimeFormatter.RFC_1123_DATE_TIME.format(mail.at().atOffset(ZoneOffset.UTC)))
        .append("\r\nFrom: ").append(from).append("\r\nTo: ").append(line(mail.to())).append("\r\nSubject: ").append(word(mail.subject()));
    mail.unsubscribe().ifPresent(url -> head.append("\r\nList-Unsubscribe: <").append(line(url))
        .append(">\r\nList-Unsubscribe-Post: List-Unsubscribe=One-Click"));
    return head + "\r\nMIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n"
        + mail.text().replaceAll("\r?\n", "\r\n") + "\r\n";
  }

  /** As RFC 2047 has it, where it is not plain. */
  private static String word(String subject) {
    var line = line(subject);
    return line.chars().allMatch(c -> c >= ' ' && c < 127) ? line
        : "=?utf-8?B?" + Base64.getEncoder().encodeToString(line.getBytes(StandardCharsets.UTF_8)) + "?=";
  }

  /** Nothing in it begins another line. */
  private static String line(String text) {
    return text.replaceAll("[\\r\\n]+", " ");
  }
}

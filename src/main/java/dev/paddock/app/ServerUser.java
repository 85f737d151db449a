package dev.paddock.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How to start PostgreSQL, which refuses to be root. Anybody else starts it plainly. Root starts it in a user namespace,
 * where it is nobody to itself and still owns its files; where that is forbidden, as in many containers, as the user nobody,
 * who gets the files, and the right to pass through root's folders to reach them.
 *
 * @param prefix what to put before a command
 * @param ownsFiles whether the files must belong to nobody
 */
record ServerUser(List<String> prefix, boolean ownsFiles) {
  private static final int NOBODY = 65534;
  private static final List<String> NAMESPACE = List.of("unshare", "--user");
  private static final List<String> SET_USER = List.of("setpriv", "--reuid=" + NOBODY, "--regid=" + NOBODY, "--clear-groups",
      "--securebits=+no_setuid_fixup", "--inh-caps=+dac_override", "--ambient-caps=+dac_override");

  static ServerUser find(Path log) {
    if (!ProcessHandle.current().info().user().map(u -> u.equals("root") || u.equals("0")).orElse(false)) {
      return new ServerUser(List.of(), false);
    }
    if (works(NAMESPACE, log)) return new ServerUser(NAMESPACE, false);
    if (works(SET_USER, log)) return new ServerUser(SET_USER, true);
    throw new CannotStart("PostgreSQL does not run as root, and neither unshare nor setpriv can make it another user here: "
        + "start Paddock as another user, or name a database with DATABASE_URL");
  }

  /** Sees to it that the server may write in the folder. */
  void own(Path folder) {
    if (!ownsFiles) return;
    try (var all = Files.walk(folder)) {
      for (var path : all.toList()) {
        Files.setAttribute(path, "unix:uid", NOBODY);
        Files.setAttribute(path, "unix:gid", NOBODY);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  List<String> command(String... words) {
    return Stream.concat(prefix.stream(), Stream.of(words)).toList();
  }

  private static boolean works(List<String> prefix, Path log) {
    return Server.run(Stream.concat(prefix.stream(), Stream.of("true")).toList(), Optional.empty(), log, Duration.ofSeconds(5)) == 0;
  }
}

package dev.paddock.f1;

import dev.paddock.f1.Loads.Got;
import dev.paddock.f1.Versions.Seen;
import dev.paddock.f1.provider.Jolpica;
import dev.paddock.f1.provider.JolpicaPage;
import dev.paddock.f1.provider.livetiming.SessionLoad;
import dev.paddock.f1.provider.livetiming.Topic;
import dev.paddock.f1.rules.gaps.Coverage.State;
import dev.paddock.f1.rules.gaps.GapPlanner;
import dev.paddock.f1.rules.session.SessionInfo;
import dev.paddock.f1.store.FeedStore;
import dev.paddock.f1.store.FeedStore.Feed;
import dev.paddock.f1.store.GapReads;
import dev.paddock.fetch.contract.ArchivedBytes;
import dev.paddock.fetch.contract.Fetching.Archived;
import dev.paddock.kernel.Timers;
import io.vertx.core.WorkerExecutor;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings a session's files, each once: its topics, and of a race the first lap, which no topic has. */
final class SessionFiles {
  private static final Logger LOG = LoggerFactory.getLogger(SessionFiles.class);

  private final Tools tools;
  private final ImportRun run;
  private final Loads loads;
  private final Versions versions;

  /** What it works with. @param mirror asked for a session that the archive does not have */
  record Tools(Timers timers, FeedStore feeds, GapReads gaps, Optional<String> mirror, WorkerExecutor workers) {}

  /** Why there is no such file: absent, or failed. */
  record Trouble(State state, String why) {}

  /**
   * What there is of a session.
   *
   * @param provider of all of it
   * @param troubles what is missing of it and why
   * @param worse    what says less than what was there before
   */
  record Brought(String provider, Map<Topic, Archived> files, Map<Topic, Trouble> troubles, Map<Topic, String> worse) {
    private Brought(String provider) {
      this(provider, new EnumMap<>(Topic.class), new EnumMap<>(Topic.class), new EnumMap<>(Topic.class));
    }

    /** @param firstLap ms by racing number */
    SessionLoad load(SessionImport.Wanted wanted, Map<Integer, Integer> firstLap) {
      var sources = new EnumMap<Topic, SessionLoad.Source>(Topic.class);
      files.forEach((topic, file) -> sources.put(topic, () -> ArchivedBytes.open(file)));
      return new SessionLoad(wanted.session().code(), sources, firstLap);
    }
  }

  private record Info(String provider, Got got) {}

  SessionFiles(Tools tools, ImportRun run, Loads loads, Versions versions) {
    this.tools = tools;
    this.run = run;
    this.loads = loads;
    this.versions = versions;
  }

  /** @param path below static/. Where the session's own description is not to be had, nothing else is asked for */
  Brought bring(SessionImport.Wanted wanted, String provider, String path, Set<Topic> topics) {
    var info = info(wanted, provider, path);
    var brought = new Brought(info.provider());
    switch (info.got()) {
      case Got.Failed(var why) -> {
        topics.forEach(topic -> brought.troubles().put(topic, new Trouble(State.FAILED, Topic.SESSION_INFO.feed() + ": " + why)));
        return brought;
      }
      case Got.Absent absent -> {}
      case Got.File(var file) -> {
        about(wanted, info.provider(), path, file);
        brought.files().put(Topic.SESSION_INFO, file);
      }
    }
    for (var topic : topics) add(wanted, path, topic, brought);
    return brought;
  }

  /** It comes first: where it is, the others are. */
  private Info info(SessionImport.Wanted wanted, String provider, String path) {
    var got = topic(wanted, provider, path, Topic.SESSION_INFO);
    var mirror = tools.mirror().filter(other -> !other.equals(provider));
    if (!(got instanceof Got.Absent) || mirror.isEmpty()) return new Info(provider, got);
    var there = topic(wanted, mirror.get(), path, Topic.SESSION_INFO);
    return there instanceof Got.Absent ? new Info(provider, got) : new Info(mirror.get(), there);
  }

  private void about(SessionImport.Wanted wanted, String provider, String path, Archived file) {
    versions.look(provider, resource(path, Topic.SESSION_INFO.file()), file);
    var about = tools.workers().executeBlocking(() -> ArchiveReader.about(file), false).otherwise(unreadable -> {
      LOG.warn("{}: {} is not readable: {}", wanted.id(), Topic.SESSION_INFO.feed(), unreadable.toString());
      return Optional.empty();
    }).await();
    tools.feeds().put(new Feed(wanted.id(), provider, path, about.map(SessionInfo::key), about.map(SessionInfo::circuitKey),
        about.map(SessionInfo::archiveStatus), Optional.empty()), tools.timers().instant()).await();
  }

  private void add(SessionImport.Wanted wanted, String path, Topic topic, Brought to) {
    var resource = resource(path, topic.file());
    var trouble = switch (topic(wanted, to.provider(), path, topic)) {
      case Got.Failed(var why) -> new Trouble(State.FAILED, topic.feed() + ": " + why);
      case Got.Absent(var status) -> new Trouble(State.ABSENT, topic.feed() + " answered " + status);
      case Got.File(var file) -> switch (versions.look(to.provider(), resource, file)) {
        case Seen.Unreadable(var why) -> new Trouble(State.FAILED, topic.feed() + ": " + why);
        case Seen.Readable(var reading, var worse) -> {
          worse.ifPresent(why -> to.worse().put(topic, topic.feed() + " is " + why));
          if (reading.lines() > 0) to.files().put(topic, file);
          yield reading.lines() > 0 ? null : new Trouble(State.ABSENT, topic.feed() + " is empty");
        }
      };
    };
    if (trouble == null) return;
    to.troubles().put(topic, trouble);
    if (run.asked().force() && versions.had(to.provider(), resource)) to.worse().put(topic, trouble.why() + ", where there was one");
  }

  /** Times in ms by racing number; nothing, if Jolpica has none of it: laps do without. */
  Map<Integer, Integer> firstLap(SessionImport.Wanted wanted, Brought brought) {
    var resource = "/ergast/f1/" + run.year() + "/" + wanted.race().round() + "/laps/1.json";
    if (!(loads.bring(wish(wanted, Jolpica.NAME, resource, "first lap")) instanceof Got.File(var file))) {
      if (run.asked().force() && versions.had(Jolpica.NAME, resource)) {
        brought.worse().put(Topic.TIMING_DATA, "the first lap is not to be had, where there was one");
      }
      return Map.of();
    }
    versions.look(Jolpica.NAME, resource, file);
    Map<String, Integer> times = tools.workers().executeBlocking(() -> {
      try (var in = ArchivedBytes.open(file)) {
        return JolpicaPage.parse(new String(in.readAllBytes(), StandardCharsets.UTF_8)).lapTimes(1);
      }
    }, false).otherwise(unreadable -> {
      LOG.warn("{}: {}{} is not readable: {}", wanted.id(), Jolpica.NAME, resource, unreadable.toString());
      return Map.of();
    }).await();
    var cars = tools.gaps().cars(wanted.id()).await();
    var byCar = new HashMap<Integer, Integer>();
    times.forEach((driver, millis) -> Optional.ofNullable(cars.get(driver)).ifPresent(car -> byCar.put(car, millis)));
    return byCar;
  }

  private Got topic(SessionImport.Wanted wanted, String provider, String path, Topic topic) {
    return loads.bring(wish(wanted, provider, resource(path, topic.file()), topic.feed()));
  }

  private Loads.Wish wish(SessionImport.Wanted wanted, String provider, String resource, String what) {
    return new Loads.Wish(provider, resource, wanted.id() + ": " + what, run.asked().force(),
        Optional.of(wanted.session().end().plus(GapPlanner.SETTLES)));
  }

  /** As it is asked for: encoded, for São Paulo's sake. */
  static String resource(String path, String file) {
    try {
      return new URI(null, null, "/static/" + path + file, null).toASCIIString();
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException(path, e);
    }
  }
}

package dev.paddock.f1.provider.livetiming;

import dev.paddock.f1.rules.SessionCode;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * A session as it was loaded: each topic once, however many read it. What one extractor derives is there for the next: the timing
 * stream is parsed once. One thread at a time.
 */
public final class SessionLoad {
  private final SessionCode code;
  private final Map<Topic, Source> topics;
  private final Map<Integer, Integer> firstLaps;
  private final Map<Class<?>, Object> derived = new HashMap<>();

  /** Where a topic's unpacked bytes are. */
  public interface Source {
    InputStream open() throws IOException;
  }

  /** Something that takes reading. */
  public interface Derivation<T> {
    T derive(SessionLoad load) throws IOException;
  }

  /** @param firstLaps ms of a race's first lap by racing number, which no stream has; may be empty */
  public SessionLoad(SessionCode code, Map<Topic, Source> topics, Map<Integer, Integer> firstLaps) {
    this.code = code;
    this.topics = Map.copyOf(topics);
    this.firstLaps = Map.copyOf(firstLaps);
  }

  public SessionCode code() {
    return code;
  }

  public Set<Topic> topics() {
    return topics.keySet();
  }

  public boolean has(Topic topic) {
    return topics.containsKey(topic);
  }

  public Map<Integer, Integer> firstLaps() {
    return firstLaps;
  }

  /** @throws FileNotFoundException if the session has no such topic */
  public InputStream open(Topic topic) throws IOException {
    var source = topics.get(topic);
    if (source == null) throw new FileNotFoundException("no " + topic.feed());
    return source.open();
  }

  /** Derives it at the first question. A derivation that failed is tried again by the next who asks. */
  public <T> T once(Class<T> what, Derivation<T> derivation) throws IOException {
    var known = derived.get(what);
    if (known != null) return what.cast(known);
    T made = derivation.derive(this);
    derived.put(what, made);
    return made;
  }
}

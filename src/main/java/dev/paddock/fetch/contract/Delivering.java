package dev.paddock.fetch.contract;

import dev.paddock.bus.Address;
import dev.paddock.bus.Message;
import java.time.Duration;
import java.util.Map;

/** Posting to addresses that somebody named, which are not providers and are trusted less. */
public interface Delivering {
  Address.Ask<Deliver, Delivered> DELIVER = new Address.Ask<>("fetch.deliver", Deliver.class, Delivered.class);

  /** Who named an address. A user may not have us call what only we can reach because the operator may. */
  enum By { OPERATOR, USER }

  /** A POST of JSON. @param url http or https; redirects are not followed */
  record Deliver(String url, By by, Map<String, String> headers, String body) implements Message {
    public Deliver {
      headers = Map.copyOf(headers);
    }
  }

  /** What came of it. Only a bug fails the Future. */
  sealed interface Delivered extends Message {
    Duration took();

    /** Whatever the status is. */
    record Answered(int status, Duration took) implements Delivered {}

    /** No answer: no such host, no connection, a time-out, or an address that is not to be called. */
    record Failed(String why, Duration took) implements Delivered {}
  }
}

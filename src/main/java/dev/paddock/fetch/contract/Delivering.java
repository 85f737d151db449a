package dev.paddock.fetch.contract;

import dev.paddock.bus.Address;
import dev.paddock.bus.Message;
import java.time.Duration;
import java.util.Map;

/** Posting to addresses that an operator named, which are not providers and are trusted less. */
public interface Delivering {
  Address.Ask<Deliver, Delivered> DELIVER = new Address.Ask<>("fetch.deliver", Deliver.class, Delivered.class);

  /** A POST of JSON. @param url http or https; redirects are not followed */
  record Deliver(String url, Map<String, String> headers, String body) implements Message {
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

package dev.paddock.f1.rules.laps;

import java.util.List;

/**
 * What one session's stream of tyres holds.
 *
 * @param messages  in the order of their arrival
 * @param undecoded lines that could not be read
 */
public record Tyres(List<TyreMessage> messages, int undecoded) {
  public static final Tyres NONE = new Tyres(List.of(), 0);

  public Tyres {
    messages = List.copyOf(messages);
  }

  public List<TyreMessage> of(int car) {
    return messages.stream().filter(message -> message.car() == car).toList();
  }
}

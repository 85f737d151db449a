package dev.paddock.f1.rules.session;

import java.util.List;
import java.util.Map;

/**
 * What one session's timing stream holds.
 *
 * @param laps      of each car in order, the cars in the order of their numbers
 * @param parts     session times at which the stream began to speak of the second and third part of a qualifying, between the laps of one
 *                  and of the next; empty in other sessions
 * @param stopped   when a car stopped or retired for good, by its number; those that went on are missing. Cars stop after the finish, too
 * @param undecoded lines that were no JSON
 */
public record Timing(List<TimedLap> laps, List<PositionChange> positions, List<Integer> parts, Map<Integer, Integer> stopped,
    int undecoded) {
  public Timing {
    laps = List.copyOf(laps);
    positions = List.copyOf(positions);
    parts = List.copyOf(parts);
    stopped = Map.copyOf(stopped);
  }
}

package dev.paddock.f1.rules.session;

import java.time.Instant;

/**
 * Something that happened at a known instant.
 *
 * @param at     session time in ms when it was told
 * @param status of the track ("Yellow"), of the session ("Started"), or the number of a lap or a part of qualifying
 */
public record DatedChange(int at, Instant utc, What what, String status) {
  public enum What { TRACK, SESSION, LAP, PART }
}

package dev.paddock.f1.rules.session;

/**
 * Of the track: 1 all clear, 2 yellow, 4 safety car, 5 red, 6 virtual safety car, 7 it is ending. Of the session: Inactive, Started,
 * Aborted, Finished, Finalised, Ends.
 *
 * @param at session time in ms
 */
public record StatusChange(int at, String status, String message) {}

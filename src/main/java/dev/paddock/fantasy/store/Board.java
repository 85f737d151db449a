package dev.paddock.fantasy.store;

import java.time.Instant;
import java.util.Optional;

/**
 * A snapshot of a board, without its rows.
 *
 * @param round     round, race, session and version are the cause; for a season's board too
 * @param previous  the snapshot it replaced
 */
public record Board(long id, String name, int season, int round, String raceId, String sessionId, int version, Instant madeAt,
                    Optional<Long> previous, int teams) {}

package dev.paddock.f1.rules.session;

import dev.paddock.f1.rules.SessionCode;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;

/**
 * What a session says of itself. {@code null}: it does not say.
 *
 * @param key           of live timing and OpenF1 alike; so is {@code meetingKey}
 * @param circuitKey    MultiViewer's too
 * @param meeting       "Miami Grand Prix"
 * @param circuit       its short name
 * @param name          "Sprint Qualifying"
 * @param type          "Practice", "Qualifying", "Race"
 * @param startsAt      as scheduled; {@code endsAt} likewise
 * @param offset        of local time
 * @param path          below static/, with a slash at its end
 * @param archiveStatus "Generating", "Complete"
 */
public record SessionInfo(Integer key, Integer meetingKey, Integer circuitKey, String meeting, String officialName, String location,
    String country, String circuit, String name, String type, Instant startsAt, Instant endsAt, ZoneOffset offset, String path,
    String archiveStatus) {
  /** Empty for testing and other sessions that are none of ours. */
  public Optional<SessionCode> code() {
    return SessionName.code(meeting, type, name);
  }
}

package dev.paddock.f1.rules.session;

import java.time.Instant;

/** A recording of team radio. @param path below the session's */
public record RadioClip(Instant utc, int car, String path) {}

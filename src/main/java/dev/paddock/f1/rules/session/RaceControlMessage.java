package dev.paddock.f1.rules.session;

import java.time.Instant;

/** What race control said. All but category and message may be null. @param at session time in ms; @param car racing number */
public record RaceControlMessage(Integer at, Instant utc, Integer lap, String category, String flag, String scope, Integer sector,
    Integer car, String status, String mode, String message) {}

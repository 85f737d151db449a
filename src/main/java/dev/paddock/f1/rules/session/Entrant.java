package dev.paddock.f1.rules.session;

/** Who drove. @param code such as VER; @param colour six hex digits; texts may be empty */
public record Entrant(int car, String code, String firstName, String lastName, String team, String colour) {}

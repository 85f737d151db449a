package dev.paddock.f1.rules.session;

/** From then on. @param at session time in ms; @param current the leader's lap, null before it is known; @param total may be reduced */
public record LapCount(int at, Integer current, Integer total) {}

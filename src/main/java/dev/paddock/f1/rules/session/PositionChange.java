package dev.paddock.f1.rules.session;

/** @param at session time in ms */
public record PositionChange(int car, int at, int position) {}

package dev.paddock.f1.rules.session;

/** @param at session time in ms when it was told; @param lap null: it was not said; @param lane ms in the pit lane */
public record PitLaneTime(int at, int car, Integer lap, int lane) {}

package dev.paddock.fantasy.rules;

/** A driver who can be picked for a round: for whom he drives there, and what he costs in tenths. */
public record Entrant(String driverId, String constructorId, int priceTenths) {}

package dev.paddock.f1.rules.gaps;

/** One file of a provider, of whichever session: {@code TimingData} of live timing. */
public record Piece(String provider, String name) {}

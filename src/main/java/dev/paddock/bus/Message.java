package dev.paddock.bus;

/** Marker of what may travel on the bus: deeply immutable records and sealed families of them (an ArchUnit rule). */
public interface Message {}

/**
 * A racing season as one compact file: calendar, drivers, prices, and every version of every scored result with the
 * instant at which it was published. Compiled from F1DB (CC BY 4.0), read by the replay and by the provider stand-in.
 */
package dev.paddock.season;

/**
 * A synthetic race day, and stand-ins for the providers that would report it. What happens is drawn from a seed and known
 * beforehand: whoever polled it can be compared with the truth. All names are made up from word lists.
 */
package dev.paddock.upstream.horses;

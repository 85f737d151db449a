/** A stand-in for a provider: answers over HTTP in the real wire formats with what a season had published by then. */
package dev.paddock.upstream;

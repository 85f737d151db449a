/** Recorded answers over HTTP, each at the path that it has at its real host: {@code /HOST/PATH}. */
package dev.paddock.upstream.recordings;

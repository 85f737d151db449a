package dev.paddock.bench;

/** One of the things that are measured of the scheduler. */
interface Part {
  void measure(Ground ground, Report report) throws Exception;
}

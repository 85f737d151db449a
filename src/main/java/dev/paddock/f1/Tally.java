package dev.paddock.f1;

import dev.paddock.f1.contract.Importing.Summary;
import dev.paddock.f1.rules.session.DataKind;
import java.time.Duration;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What an import came to so far, counted on after an interruption. */
final class Tally {
  private final int year;
  private final Map<DataKind, Long> extracted = new EnumMap<>(DataKind.class);
  private final Map<String, Integer> calls = new TreeMap<>();
  private final Map<String, String> failures = new LinkedHashMap<>();
  private int gaps;
  private int succeeded;
  private int failed;
  private int partial;
  private int fromArchive;
  private int notModified;
  private int pauses;

  /** How a session or a circuit ended. */
  enum Outcome { SUCCEEDED, PARTIAL, FAILED }

  Tally(Summary sofar) {
    year = sofar.year();
    gaps = sofar.gaps();
    succeeded = sofar.succeeded();
    failed = sofar.failed();
    partial = sofar.partial();
    fromArchive = sofar.fromArchive();
    notModified = sofar.notModified();
    pauses = sofar.pauses();
    extracted.putAll(sofar.extracted());
    calls.putAll(sofar.calls());
    failures.putAll(sofar.failures());
  }

  int calls() {
    return calls.values().stream().mapToInt(Integer::intValue).sum();
  }

  int processed() {
    return succeeded + failed + partial;
  }

  void gaps(int count) {
    gaps = count;
  }

  void called(String provider) {
    calls.merge(provider, 1, Integer::sum);
  }

  void fromArchive() {
    fromArchive++;
  }

  void notModified() {
    notModified++;
  }

  void paused() {
    pauses++;
  }

  void extracted(DataKind kind, int rows) {
    extracted.merge(kind, (long) rows, Long::sum);
  }

  void ended(Outcome outcome) {
    switch (outcome) {
      case SUCCEEDED -> succeeded++;
      case PARTIAL -> partial++;
      case FAILED -> failed++;
    }
  }

  void failure(String subject, String why) {
    failures.merge(subject, why, (one, other) -> one.contains(other) ? one : one + "; " + other);
  }

  Summary summary(Duration took, List<String> remaining, Optional<String> why) {
    return new Summary(year, gaps, processed(), succeeded, failed, partial, extracted, calls, fromArchive, notModified, pauses, took,
        failures, remaining, why);
  }
}

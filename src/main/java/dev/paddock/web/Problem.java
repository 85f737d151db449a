package dev.paddock.web;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What went wrong, for the client (RFC 9457): never a stack trace, never a class name.
 *
 * @param detail this occurrence, in a sentence; null when the faults or the kind say it all
 * @param faults each thing that is wrong with the request
 * @param also   what else a client may want to reckon with, under the names that the contract gives its extension members
 */
public record Problem(Kind kind, String detail, List<Fault> faults, Map<String, Object> also) {
  public static final String MEDIA_TYPE = "application/problem+json";

  /** One that says nothing else. */
  public Problem(Kind kind, String detail, List<Fault> faults) {
    this(kind, detail, faults, Map.of());
  }

  /** @param pointer a JSON pointer into the body, or the parameter's name after a # */
  public record Fault(String pointer, String code, String message) {}

  /** The catalogue, served under {@code /problems/{slug}}. */
  public enum Kind {
    MALFORMED("malformed", 400, "The request cannot be understood",
        "A parameter is missing, unknown or outside of its bounds. The errors name it; openapi.json has the bounds."),
    UNAUTHENTICATED("unauthenticated", 401, "Who is asking?",
        "The operation is for those who can show a token, or sign what they send. What was shown, if anything, is not valid."),
    TOKEN_EXPIRED("token-expired", 401, "The access token has expired", "Refresh it, and send the request again."),
    REFRESH_REUSED("refresh-reused", 401, "That refresh token was used before",
        "Each may be used once. Because somebody has used it twice, its whole log-in was ended: log in again."),
    FORBIDDEN("forbidden", 403, "Not allowed",
        "The request came from another site's page, or is for somebody else: the detail says which."),
    NOT_FOUND("not-found", 404, "Not found", "Nothing with this identity is known, or not yet."),
    METHOD_NOT_ALLOWED("method-not-allowed", 405, "Method not allowed",
        "The resource exists and does not take this method; Allow names those it takes."),
    CONFLICT("conflict", 409, "Something else is in the way",
        "What is asked for cannot be while something else is. The detail says what; the errors name it."),
    LINEUP_LOCKED("lineup-locked", 409, "The line-up is locked",
        "The round's lock has passed by the service's clock. What was saved before it counts; the next round is open."),
    IDEMPOTENCY_IN_FLIGHT("idempotency-in-flight", 409, "The first request is still under way",
        "Another request with this Idempotency-Key is being answered. Ask again in a moment."),
    GONE("gone", 410, "No longer valid", "A link or code that was used, has expired or was taken back."),
    SNAPSHOT_GONE("snapshot-gone", 410, "This ranking is no longer kept",
        "The snapshot was tidied away. Start again at the first page without one."),
    PRECONDITION_FAILED("precondition-failed", 412, "Somebody was faster",
        "What you edit has changed since you read it. Read it again, and edit that."),
    TOO_LARGE("too-large", 413, "The request is too large", "A body may have 64 KB; the event of a provider 256 KB."),
    UNSUPPORTED_MEDIA("unsupported-media", 415, "Unsupported media type", "Bodies are application/json."),
    INVALID("invalid", 422, "The request makes no sense",
        "It could be read, and something in it cannot be. The errors say what and where."),
    BUDGET_EXCEEDED("budget-exceeded", 422, "The line-up costs too much", "Its drivers cost more than the team has: the errors say by how much."),
    DRIVER_INELIGIBLE("driver-ineligible", 422, "That driver cannot be picked",
        "He is not entered for the round, or the team has enough of his constructor: the errors say which."),
    IDEMPOTENCY_MISMATCH("idempotency-mismatch", 422, "That Idempotency-Key was used for something else",
        "A key belongs to one request for 24 hours. Send another with another request."),
    PRECONDITION_REQUIRED("precondition-required", 428, "If-Match is missing",
        "An edit says what it was made from: send the ETag of what you read in If-Match."),
    RATE_LIMITED("rate-limited", 429, "Too many requests", "Retry-After says when to come back, RateLimit what is left."),
    UNEXPECTED("unexpected", 500, "Something broke on our side",
        "The request is fine. Its instance is in the service's log, with the cause."),
    UNAVAILABLE("unavailable", 503, "Not available now", "A part that this answer needs is not reachable. Try again in a moment.");

    final String slug;
    final int status;
    final String title;
    final String explanation;

    Kind(String slug, int status, String title, String explanation) {
      this.slug = slug;
      this.status = status;
      this.title = title;
      this.explanation = explanation;
    }

    String type() {
      return "/api/v1/problems/" + slug;
    }

    static Optional<Kind> of(String slug) {
      return Stream.of(values()).filter(k -> k.slug.equals(slug)).findFirst();
    }

    static Kind of(int status) {
      return Stream.of(values()).filter(k -> k.status == status).findFirst().orElse(status < 500 ? MALFORMED : UNEXPECTED);
    }
  }

  public static Problem of(Kind kind, String detail) {
    return new Problem(kind, detail, List.of());
  }

  static Problem of(Kind kind) {
    return of(kind, null);
  }

  static Problem malformed(String parameter, String why) {
    return new Problem(Kind.MALFORMED, null, List.of(new Fault("#" + parameter, "invalid", why)));
  }

  /** As it travels. */
  @JsonInclude(JsonInclude.Include.NON_EMPTY)
  record Body(String type, String title, int status, String detail, String instance, List<Fault> errors,
      @JsonAnyGetter Map<String, Object> also) {}

  Body body(String instance) {
    var said = detail == null && faults.isEmpty() ? kind.explanation : detail;
    return new Body(kind.type(), kind.title, kind.status, said, instance, faults, also);
  }
}

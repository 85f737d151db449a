package dev.paddock.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What went wrong, for the client (RFC 9457): never a stack trace, never a class name.
 *
 * @param detail this occurrence, in a sentence; null when the kind says it all
 * @param faults each thing that is wrong with the request
 */
public record Problem(Kind kind, String detail, List<Fault> faults) {
  public static final String MEDIA_TYPE = "application/problem+json";

  /** @param pointer a JSON pointer into the body, or the parameter's name after a # */
  public record Fault(String pointer, String code, String message) {}

  /** The catalogue, served under {@code /problems/{slug}}. */
  public enum Kind {
    MALFORMED("malformed", 400, "The request cannot be understood",
        "A parameter is missing, unknown or outside of its bounds. The errors name it; openapi.json has the bounds."),
    UNAUTHENTICATED("unauthenticated", 401, "Who is asking?",
        "The operation is for those who can show a token, or sign what they send. What was shown, if anything, is not valid."),
    FORBIDDEN("forbidden", 403, "Not allowed",
        "The request came from another site's page, or is for operators and nobody is one: the detail says which."),
    NOT_FOUND("not-found", 404, "Not found", "Nothing with this identity is known, or not yet."),
    METHOD_NOT_ALLOWED("method-not-allowed", 405, "Method not allowed",
        "The resource exists and does not take this method; Allow names those it takes."),
    CONFLICT("conflict", 409, "Something else is in the way",
        "What is asked for cannot be while something else is. The detail says what; the errors name it."),
    SNAPSHOT_GONE("snapshot-gone", 410, "This ranking is no longer kept",
        "The snapshot was tidied away. Start again at the first page without one."),
    TOO_LARGE("too-large", 413, "The request is too large", "A body may have 64 KB; the event of a provider 256 KB."),
    UNSUPPORTED_MEDIA("unsupported-media", 415, "Unsupported media type", "Bodies are application/json."),
    INVALID("invalid", 422, "The request makes no sense",
        "It could be read, and something in it cannot be. The errors say what and where."),
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
  record Body(String type, String title, int status, String detail, String instance, List<Fault> errors) {}

  Body body(String instance) {
    return new Body(kind.type(), kind.title, kind.status, detail, instance, faults);
  }
}

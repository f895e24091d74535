package io.warecast.gateway.problem;

/** What can be refused, with the status that HTTP gives it and the name that clients branch on. */
public enum ProblemKind {
  BAD_REQUEST(400, "bad-request", "The request cannot be read"),
  MALFORMED_JSON(400, "malformed-json", "The body is not one well-formed JSON object"),
  UNAUTHENTICATED(401, "unauthenticated", "A valid access token is needed"),
  FORBIDDEN(403, "forbidden", "The access token does not open this"),
  NOT_FOUND(404, "not-found", "There is nothing at this path"),
  UNKNOWN_SERIES(404, "unknown-series", "No forecast is stored for this series"),
  UNKNOWN_WAREHOUSE(404, "unknown-warehouse", "No forecast is stored for this warehouse"),
  UNKNOWN_MODEL(404, "unknown-model", "There is no such model version"),
  UNKNOWN_RUN(404, "unknown-run", "There is no such run"),
  NO_FEATURES(404, "no-features", "No features are stored for this series"),
  DAYS_NOT_COVERED(404, "days-not-covered", "The stored forecast does not cover these days"),
  MODEL_VERSION_NOT_SERVED(404, "model-version-not-served", "This model version is not served"),
  METHOD_NOT_ALLOWED(405, "method-not-allowed", "The path does not take this method"),
  NOT_ACCEPTABLE(406, "not-acceptable", "No accepted media type can be produced"),
  REQUEST_TIMEOUT(408, "request-timeout", "The request took too long to arrive"),
  CONFLICT(409, "conflict", "This cannot be done as things are"),
  BODY_TOO_LARGE(413, "body-too-large", "The body is too large"),
  URI_TOO_LONG(414, "uri-too-long", "The request target is too long"),
  UNSUPPORTED_MEDIA_TYPE(415, "unsupported-media-type", "The body has the wrong media type"),
  EXPECTATION_FAILED(417, "expectation-failed", "The expectation cannot be met"),
  INVALID_REQUEST(422, "invalid-request", "The request has invalid fields"),
  TOO_MANY_REQUESTS(429, "too-many-requests", "The caller's limit of requests is reached"),
  HEADERS_TOO_LARGE(431, "headers-too-large", "The request's headers are too large"),
  INTERNAL_ERROR(500, "internal-error", "The gateway failed unexpectedly"),
  DAMAGED_FORECAST(502, "damaged-forecast", "The stored forecast cannot be read"),
  TOO_STALE(503, "too-stale", "The newest forecast is older than asked for"),
  OVERLOADED(503, "overloaded", "The gateway has too much to do"),
  UNAVAILABLE(503, "unavailable", "A needed service is not available");

  private static final String TYPE_PREFIX = "urn:warecast:problem:";

  private final int status;
  private final String type;
  private final String title;

  ProblemKind(int status, String name, String title) {
    this.status = status;
    this.type = TYPE_PREFIX + name;
    this.title = title;
  }

  /** HTTP status code. */
  public int status() {
    return status;
  }

  /** URI that identifies the kind; it does not change between releases. */
  public String type() {
    return type;
  }

  /** Short text for people, the same for every occurrence. */
  public String title() {
    return title;
  }

  /** The general kind of a status that the web framework chose. */
  static ProblemKind ofStatus(int status) {
    return switch (status) {
      case 400 -> BAD_REQUEST;
      case 401 -> UNAUTHENTICATED;
      case 403 -> FORBIDDEN;
      case 404 -> NOT_FOUND;
      case 405 -> METHOD_NOT_ALLOWED;
      case 406 -> NOT_ACCEPTABLE;
      case 408 -> REQUEST_TIMEOUT;
      case 413 -> BODY_TOO_LARGE;
      case 414 -> URI_TOO_LONG;
      case 415 -> UNSUPPORTED_MEDIA_TYPE;
      case 417 -> EXPECTATION_FAILED;
      case 429 -> TOO_MANY_REQUESTS;
      case 431 -> HEADERS_TOO_LARGE;
      case 503 -> UNAVAILABLE;
      default -> INTERNAL_ERROR;
    };
  }
}

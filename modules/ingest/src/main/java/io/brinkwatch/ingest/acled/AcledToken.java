package io.brinkwatch.ingest.acled;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.brinkwatch.ingest.SourceAwayException;
import io.brinkwatch.ingest.SourceException;
import io.brinkwatch.ingest.input.Downloads;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The token that ACLED wants with each request: asked for with the password, and later with the
 * token that came along for that purpose, as long as it is taken. It is kept in memory alone.
 */
final class AcledToken implements Downloads.Token {
  private static final Logger LOG = LoggerFactory.getLogger(AcledToken.class);
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final long DAY_SECONDS = Duration.ofDays(1).toSeconds();
  private static final Duration AHEAD = Duration.ofMinutes(1);

  private final AcledRequests requests;
  private final AcledSettings settings;
  private final Downloads downloads;
  private final Clock clock;
  private String access = "";
  private String further = "";
  private Instant until = Instant.MIN;

  AcledToken(AcledRequests requests, AcledSettings settings, Downloads downloads, Clock clock) {
    this.requests = requests;
    this.settings = settings;
    this.downloads = downloads;
    this.clock = clock;
  }

  @Override
  public String header() {
    return "Authorization";
  }

  @Override
  public String value() {
    if (!clock.instant().isBefore(until)) {
      refresh();
    }
    return "Bearer " + access;
  }

  @Override
  public boolean refresh() {
    if (further.isEmpty() || !isRefreshed()) {
      askWithPassword();
    }
    return true;
  }

  private void askWithPassword() {
    try {
      ask(AcledRequests.passwordGrant(settings.username(), settings.password().value()));
    } catch (SourceAwayException e) {
      throw e;
    } catch (SourceException e) {
      throw new SourceException(
          "%s; check %s and %s"
              .formatted(e.getMessage(), AcledSettings.USERNAME, AcledSettings.PASSWORD),
          e);
    }
  }

  private boolean isRefreshed() {
    try {
      ask(AcledRequests.refreshGrant(further));
      return true;
    } catch (SourceException e) {
      LOG.info("asking with the password, for the refresh token is not taken: {}", e.getMessage());
      return false;
    }
  }

  private void ask(String form) {
    JsonNode answer = json(downloads.post(requests.token(), form));
    access = secret(answer, "access_token");
    further = answer.path("refresh_token").asText("");
    long seconds = answer.path("expires_in").asLong(DAY_SECONDS);
    until = clock.instant().plusSeconds(seconds).minus(AHEAD);
  }

  // what came is never told: it may hold secrets
  private JsonNode json(String text) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException e) {
      throw notOne("is not JSON"); // not with the cause, whose message quotes the text
    }
  }

  private String secret(JsonNode answer, String name) {
    String value = answer.path(name).asText("");
    if (!value.matches("[\\x21-\\x7e]+")) {
      throw notOne("has no " + name);
    }
    return value;
  }

  private SourceException notOne(String why) {
    return new SourceException(
        "%s did not answer with a token: the answer %s; check the account and its rights"
            .formatted(requests.token(), why));
  }
}

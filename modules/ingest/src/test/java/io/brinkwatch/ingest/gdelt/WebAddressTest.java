package io.brinkwatch.ingest.gdelt;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WebAddressTest {

  @ParameterizedTest
  @CsvSource({
    "https://www.example.org/a,            example.org",
    "http://m.news.example.com:8080/a?b=c, example.com",
    "https://www.bbc.co.uk/news,           bbc.co.uk",
    "https://co.uk/news,                   co.uk",
    "https://theage.com.au/x,              theage.com.au",
    "https://www.almanar.com.lb/x,         almanar.com.lb",
    "https://somebody.blogspot.com/x,      somebody.blogspot.com",
    "https://192.0.2.7/x,                  192.0.2.7",
    "https://localhost/x,                  localhost",
    "https://example.org/a|b[c],           example.org"
  })
  void a_domain_is_what_somebody_registered(String address, String domain) {
    assertThat(WebAddress.read(address).orElseThrow().domain()).isEqualTo(domain);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "BBC Monitoring", "javascript:alert(1)", "ftp://example.org/a", "https:///a"})
  void what_a_page_may_not_link_to_is_no_address(String text) {
    assertThat(WebAddress.read(text)).isEmpty();
  }

  @Test
  void one_page_has_one_story_however_it_is_addressed() {
    long story = story("https://www.example.org/a");

    assertThat(story("http://example.org/a/#top")).isEqualTo(story);
    assertThat(story("https://www.example.org/b")).isNotEqualTo(story);
    assertThat(story("https://www.example.org/a?id=1")).isNotEqualTo(story);
  }

  private static long story(String address) {
    return WebAddress.read(address).orElseThrow().story();
  }
}

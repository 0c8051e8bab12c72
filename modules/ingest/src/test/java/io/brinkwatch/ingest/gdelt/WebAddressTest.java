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

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://www.aol.com/israel-strikes-hezbollah-posts-southern-lebanon-101010123.html",
        "https://news.yahoo.com/news/Israel-Strikes-Hezbollah-Posts-Southern-Lebanon.html?src=x",
        "https://a.example/2023/11/09/israel-strikes-hezbollah-posts-southern-lebanon/index.html",
        "https://b.example/israel_strikes_hezbollah_posts_southern_lebanon/5512345/",
        "https://c.example/articles/55123-israel-strikes-hezbollah-posts-southern-lebanon-a1b2c3d4"
      })
  void a_copy_on_another_host_has_the_same_story(String copy) {
    assertThat(story(copy))
        .isEqualTo(
            story(
                "https://www.reuters.com/world/middle-east/israel-strikes-hezbollah-posts-southern-lebanon-2023-11-09/"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/news/12345.html",
        "/israel-lebanon",
        "/israel-hamas-war-live-updates",
        "/world/middle-east-and-north-africa/12345",
        "/what-we-know-so-far-today"
      })
  void what_tells_no_story_is_a_page_of_its_host(String path) {
    assertThat(story("https://one.example" + path))
        .isNotEqualTo(story("https://other.example" + path));
  }

  @Test
  void numbers_in_a_headline_are_part_of_it() {
    assertThat(story("https://one.example/strike-kills-5-people-near-tyre"))
        .isNotEqualTo(story("https://other.example/strike-kills-7-people-near-tyre"));
  }

  private static long story(String address) {
    return WebAddress.read(address).orElseThrow().story();
  }
}

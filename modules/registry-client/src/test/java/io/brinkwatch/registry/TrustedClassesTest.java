package io.brinkwatch.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.brinkwatch.registry.stranger.Intruder;
import java.util.stream.IntStream;
import org.apache.avro.util.ClassSecurityValidator;
import org.junit.jupiter.api.Test;

class TrustedClassesTest {
  @Test
  void only_the_declared_package_is_added_to_what_was_trusted() {
    TrustedClasses.trust("io.brinkwatch.registry");
    assertThatCode(() -> ClassSecurityValidator.validate(Sighting.class))
        .doesNotThrowAnyException();
    assertThatCode(() -> ClassSecurityValidator.validate(Integer.class)).doesNotThrowAnyException();
    assertThatThrownBy(() -> ClassSecurityValidator.validate(Intruder.class))
        .isInstanceOf(SecurityException.class);
  }

  @Test
  void saying_it_again_from_many_threads_changes_nothing() {
    TrustedClasses.trust("io.brinkwatch.registry");
    var before = ClassSecurityValidator.getGlobal();
    IntStream.range(0, 1_000)
        .parallel()
        .forEach(i -> TrustedClasses.trust("io.brinkwatch.registry"));
    assertThat(ClassSecurityValidator.getGlobal()).isSameAs(before);
  }

  @Test
  void the_unnamed_package_is_refused() {
    assertThatThrownBy(() -> TrustedClasses.trust(" "))
        .isInstanceOf(IllegalArgumentException.class);
  }
}

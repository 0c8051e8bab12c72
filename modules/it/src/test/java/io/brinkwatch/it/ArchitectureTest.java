package io.brinkwatch.it;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The rules of the house; each says how to mend what breaks it. */
@AnalyzeClasses(packages = "io.brinkwatch", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

  @ArchTest
  static final ArchRule streams_api_stays_in_the_topologies =
      noClasses()
          .that()
          .resideOutsideOfPackages("io.brinkwatch.streams..", "io.brinkwatch.replay..")
          .and()
          .resideOutsideOfPackage("io.brinkwatch.cli.docs..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.apache.kafka.streams..")
          .because(
              "a topology is the only place for operators: move the code to io.brinkwatch.streams and"
                  + " meet it in a topic (the docs generator alone may describe them)");

  @ArchTest
  static final ArchRule no_scoring_code_reads_a_clock =
      noClasses()
          .that()
          .resideInAnyPackage(
              "io.brinkwatch.streams..", "io.brinkwatch.indicators..", "io.brinkwatch.model..")
          .should()
          .callMethod(Instant.class, "now")
          .orShould()
          .callMethod(System.class, "currentTimeMillis")
          .orShould()
          .callMethod(LocalDate.class, "now")
          .orShould()
          .callMethod(LocalDateTime.class, "now")
          .orShould()
          .callMethod(Clock.class, "systemUTC")
          .because(
              "a replay must say what live said: take the time from the record, and let the clock be"
                  + " moved by ticks");

  @ArchTest
  static final ArchRule no_scoring_code_throws_dice =
      noClasses()
          .that()
          .resideInAnyPackage("io.brinkwatch.streams..", "io.brinkwatch.indicators..")
          .should()
          .dependOnClassesThat()
          .areAssignableTo(Random.class)
          .orShould()
          .callMethod(UUID.class, "randomUUID")
          .orShould()
          .callMethod(Math.class, "random")
          .because("the same set must give the same bytes: derive ids from contents");

  @ArchTest
  static final ArchRule maths_gives_the_same_bits_everywhere =
      noClasses()
          .that()
          .resideInAPackage("io.brinkwatch.indicators..")
          .should()
          .callMethod(Math.class, "log", double.class)
          .orShould()
          .callMethod(Math.class, "exp", double.class)
          .orShould()
          .callMethod(Math.class, "pow", double.class, double.class)
          .orShould()
          .callMethod(Math.class, "log10", double.class)
          .orShould()
          .callMethod(Math.class, "log1p", double.class)
          .because("Math may differ by a bit from one machine to another: use StrictMath");

  @ArchTest
  static final ArchRule indicators_know_the_jdk_alone =
      classes()
          .that()
          .resideInAPackage("io.brinkwatch.indicators..")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage("java..", "io.brinkwatch.indicators..")
          .because("maths that cannot see Kafka or Avro can be checked against any other program");

  @ArchTest
  static final ArchRule nobody_builds_on_the_command_line =
      noClasses()
          .that()
          .resideOutsideOfPackage("io.brinkwatch.cli..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("io.brinkwatch.cli..")
          .because("cli is the only wiring: what others need belongs in a module below it");

  @ArchTest
  static final ArchRule edges_do_not_know_the_topologies =
      noClasses()
          .that()
          .resideInAnyPackage(
              "io.brinkwatch.ingest..", "io.brinkwatch.embedded..", "io.brinkwatch.model..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("io.brinkwatch.streams..", "io.brinkwatch.indicators..")
          .because("services meet in topics: share a record in io.brinkwatch.model instead");

  @ArchTest
  static final ArchRule topologies_do_not_know_each_other =
      slices()
          .matching("io.brinkwatch.streams.(intake|indicators|levels)..")
          .should()
          .notDependOnEachOther()
          .because(
              "each can be run alone: put what two of them need beside them, not in one of them");

  @ArchTest
  static final ArchRule nobody_prints_but_the_command_line =
      noClasses()
          .that()
          .resideOutsideOfPackages("io.brinkwatch.cli..", "io.brinkwatch.embedded..")
          .should()
          .accessField(System.class, "out")
          .orShould()
          .accessField(System.class, "err")
          .because(
              "a service logs; only cli, and the children that embedded starts, speak to people");

  @Test
  void the_rules_look_at_every_module() {
    JavaClasses all =
        new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.brinkwatch");
    for (String module :
        new String[] {
          "indicators", "model", "registry", "ingest", "streams", "replay", "embedded", "cli"
        }) {
      org.assertj.core.api.Assertions.assertThat(all)
          .as(module)
          .anyMatch(type -> type.getPackageName().startsWith("io.brinkwatch." + module));
    }
  }
}

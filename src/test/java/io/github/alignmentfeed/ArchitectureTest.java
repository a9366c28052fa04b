package io.github.alignmentfeed;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.io.IOException;
import java.net.IDN;
import java.net.URLDecoder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The arrows between the packages, and what each of them alone may use. */
@AnalyzeClasses(packages = ArchitectureTest.ROOT, importOptions = DoNotIncludeTests.class)
final class ArchitectureTest {
  static final String ROOT = "io.github.alignmentfeed";

  private static ArchRule layer(String name, String... mayKnow) {
    String[] ours =
        Stream.concat(Stream.of(name), Stream.of(mayKnow))
            .map(p -> ROOT + "." + p + "..")
            .toArray(String[]::new);
    return noClasses()
        .that()
        .resideInAPackage(ROOT + "." + name + "..")
        .should()
        .dependOnClassesThat(
            resideInAPackage(ROOT + "..").and(DescribedPredicate.not(resideInAnyPackage(ours))))
        .because("data flows one way");
  }

  @ArchTest static final ArchRule wordsOfTheProtocolKnowNothing = layer("atproto");
  @ArchTest static final ArchRule decisionsKnowTheWordsAlone = layer("curation", "atproto");
  @ArchTest static final ArchRule theCycleKnowsDecisions = layer("cycle", "curation", "atproto");

  @ArchTest static final ArchRule treesOfJsonKnowNothing = layer("json");

  @ArchTest
  static final ArchRule theNetworkKnowsTheCycle =
      layer("bluesky", "json", "cycle", "curation", "atproto");

  @ArchTest
  static final ArchRule theStoreKnowsTheCycle =
      layer("store", "json", "cycle", "curation", "atproto");

  @ArchTest
  static final ArchRule theConfigurationKnowsTheCycle =
      layer("config", "cycle", "curation", "atproto");

  @ArchTest
  static final ArchRule theWebKnowsTheCycle = layer("web", "cycle", "curation", "atproto");

  @ArchTest
  static final ArchRule theScheduleKnowsTheCycle = layer("ops", "cycle", "curation", "atproto");

  @ArchTest
  static final ArchRule thePagesKnowTheCycle = layer("pages", "cycle", "curation", "atproto");

  @ArchTest
  static final ArchRule nothingKnowsTheCommands =
      noClasses()
          .that()
          .resideOutsideOfPackage(ROOT + ".cli..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage(ROOT + ".cli..");

  @ArchTest
  static final ArchRule packagesHaveNoCycles =
      slices().matching(ROOT + ".(*)..").should().beFreeOfCycles();

  private static ArchRule only(String name, String... libraries) {
    return only(List.of(name), libraries);
  }

  private static ArchRule only(List<String> names, String... libraries) {
    return noClasses()
        .that()
        .resideOutsideOfPackages(
            names.stream().map(name -> ROOT + "." + name + "..").toArray(String[]::new))
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(libraries);
  }

  @ArchTest static final ArchRule quartzIsForTheSchedule = only("ops", "org.quartz..");

  @ArchTest static final ArchRule figuresAreKeptInOnePlace = only("ops", "io.micrometer..");

  @ArchTest
  static final ArchRule httpIsAnsweredInOnePlace =
      only("ops", "io.javalin..", "org.eclipse.jetty..", "jakarta.servlet..");

  @ArchTest
  static final ArchRule okHttpIsForTheNetwork =
      only(List.of("bluesky", "web"), "okhttp3..", "okio..");

  @ArchTest static final ArchRule templatesAreForThePages = only("pages", "gg.jte..");

  @ArchTest static final ArchRule sqlIsForTheStore = only("store", "java.sql..", "org.sqlite..");
  @ArchTest static final ArchRule picocliIsForTheCommands = only("cli", "picocli..");

  @ArchTest
  static final ArchRule theCentreUsesTheLanguageAlone =
      noClasses()
          .that()
          .resideInAnyPackage(ROOT + ".atproto..", ROOT + ".curation..")
          .should()
          .dependOnClassesThat(
              DescribedPredicate.not(
                  resideInAnyPackage("java..", ROOT + "..", "org.jspecify.annotations..")));

  private static final DescribedPredicate<JavaClass> INPUT_AND_OUTPUT =
      resideInAnyPackage("java.io..", "java.nio.file..", "java.nio.channels..", "java.net..")
          .and(DescribedPredicate.not(type(URLDecoder.class)))
          .and(DescribedPredicate.not(type(IDN.class)));

  @ArchTest
  static final ArchRule theCentreReadsAndWritesNothing =
      noClasses()
          .that()
          .resideInAnyPackage(ROOT + ".atproto..", ROOT + ".curation..")
          .should()
          .dependOnClassesThat(INPUT_AND_OUTPUT);

  @ArchTest
  static final ArchRule theCentreKnowsNoClockAndNoChance =
      noClasses()
          .that()
          .resideInAnyPackage(ROOT + ".atproto..", ROOT + ".curation..")
          .should()
          .callMethod(Instant.class, "now")
          .orShould()
          .callMethod(LocalDate.class, "now")
          .orShould()
          .callMethod(LocalDateTime.class, "now")
          .orShould()
          .callMethod(ZonedDateTime.class, "now")
          .orShould()
          .callMethod(System.class, "currentTimeMillis")
          .orShould()
          .callMethod(System.class, "nanoTime")
          .orShould()
          .callMethod(Math.class, "random")
          .orShould()
          .dependOnClassesThat(
              type(Random.class)
                  .or(type(ThreadLocalRandom.class))
                  .or(type(UUID.class))
                  .or(type(Clock.class))
                  .or(type(InstantSource.class)));

  @ArchTest
  static final ArchRule namesSayWhatAThingIs =
      noClasses()
          .should()
          .haveSimpleNameEndingWith("Util")
          .orShould()
          .haveSimpleNameEndingWith("Utils")
          .orShould()
          .haveSimpleNameEndingWith("Helper")
          .orShould()
          .haveSimpleNameEndingWith("Manager")
          .orShould()
          .haveSimpleNameEndingWith("Impl");

  @Test
  void everyPackageSaysInOneSentenceWhatItIsFor() throws IOException {
    try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
      List<Path> packages =
          files
              .filter(file -> file.toString().endsWith(".java"))
              .map(Path::getParent)
              .distinct()
              .toList();

      assertThat(packages)
          .isNotEmpty()
          .allSatisfy(p -> assertThat(p.resolve("package-info.java")).content().contains("/**"));
    }
  }
}

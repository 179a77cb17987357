package org.synchronode.bootstrap;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.synchronode.application.files.AskSpace;
import org.synchronode.application.files.Space;

/** What Maven's module dependencies can't guard. */
class ArchitectureTest {
  private static final JavaClasses ALL =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("org.synchronode");

  private static void sees(String prefix) {
    assertThat(ALL.stream().anyMatch(type -> type.getPackageName().startsWith(prefix)))
        .as("classes of " + prefix)
        .isTrue();
  }

  @Test
  void theDomainKnowsOnlyTheJdkAndDoesNoInputOrOutput() {
    sees("org.synchronode.domain");
    classes()
        .that()
        .resideInAPackage("org.synchronode.domain..")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            "org.synchronode.domain..",
            "java.lang..",
            "java.util..",
            "java.time..",
            "java.text..",
            "java.security..",
            "java.nio.charset..",
            "org.jspecify..")
        .check(ALL);
    noClasses()
        .that()
        .resideInAPackage("org.synchronode.domain..")
        .should()
        .callMethod(java.time.Instant.class, "now")
        .check(ALL);
  }

  @Test
  void theApplicationKnowsNoFramework() {
    sees("org.synchronode.application");
    classes()
        .that()
        .resideInAPackage("org.synchronode.application..")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            "org.synchronode.application..", "org.synchronode.domain..", "java..", "org.jspecify..")
        .check(ALL);
  }

  @ParameterizedTest
  @ValueSource(strings = {"vfs", "db", "ws", "http"})
  void adaptersNeverSeeEachOther(String adapter) {
    sees("org.synchronode." + adapter);
    String[] others =
        List.of("vfs", "db", "ws", "http", "bootstrap").stream()
            .filter(other -> !other.equals(adapter))
            .map(other -> "org.synchronode." + other + "..")
            .toArray(String[]::new);
    noClasses()
        .that()
        .resideInAPackage("org.synchronode." + adapter + "..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(others)
        .check(ALL);
  }

  @Test
  void whatAnswersPropfindReachesNoHostButForRoomOnItsDisk() {
    sees("org.synchronode.http.dav");
    noClasses()
        .that()
        .resideInAPackage("org.synchronode.http.dav..")
        .and()
        .resideOutsideOfPackage("org.synchronode.http.dav.write..")
        .should()
        .dependOnClassesThat(
            resideInAPackage("org.synchronode.application.files..")
                .and(not(belongToAnyOf(AskSpace.class, Space.class))))
        .check(ALL);
  }

  @Test
  void namesSayWhatAClassIs() {
    noClasses().should().haveNameMatching(".*(Impl|Manager|Helper|Util|Utils)").check(ALL);
  }
}

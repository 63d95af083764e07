package dev.loopwarden;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Holds the table of docs/architecture.md: who may import whom.
class HouseTest {

  private static final String BASE = "dev.loopwarden.";
  private static final List<String> PURE =
      List.of("source", "pull", "python", "program", "rule", "rules", "analysis", "review", "job", "history");
  private static final List<String> RIM =
      List.of("metrics", "github", "git", "store", "worker", "web", "sandbox", "bench", "app", "cli");
  private static final JavaClasses HOUSE =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("dev.loopwarden");

  @ParameterizedTest(name = "{0} imports only {1}")
  @CsvSource({
    "source, ''",
    "pull, source",
    "python, source",
    "program, source python",
    "rule, source python program",
    "rules, source python program rule",
    "analysis, source pull python program rule",
    "review, source pull rule analysis",
    "job, pull",
    "history, pull rule analysis review job",
    "metrics, source pull python program rule analysis review job history",
    "github, source pull python program rule analysis review job history metrics",
    "git, source pull python program rule analysis review job history",
    "store, source pull python program rule analysis review job history",
    "worker, source pull python program rule rules analysis review job history metrics github store",
    "web, source pull python program rule rules analysis review job history metrics github store",
    "sandbox, source pull python program rule rules analysis review job history git",
    "bench, source pull python program rule rules analysis review job history",
  })
  void aPackageImportsOnlyWhatTheTableAllows(String name, String allowed) {
    List<String> own = Arrays.asList((allowed + " " + name).trim().split(" ", -1));
    String[] forbidden =
        Stream.concat(PURE.stream(), RIM.stream())
            .filter(other -> !own.contains(other))
            .map(other -> BASE + other + "..")
            .toArray(String[]::new);
    noClasses()
        .that()
        .resideInAPackage(BASE + name + "..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(forbidden)
        .allowEmptyShould(true)
        .check(HOUSE);
  }

  @ParameterizedTest(name = "{0} opens nothing, waits for nothing and reads no clock")
  @ValueSource(
      strings = {"source", "pull", "python", "program", "rule", "rules", "analysis", "review", "job", "history"})
  void theCoreIsPure(String name) {
    noClasses()
        .that()
        .resideInAPackage(BASE + name + "..")
        .should()
        .dependOnClassesThat(
            JavaClass.Predicates.resideInAnyPackage(
                    "java.net..", "java.nio.file..", "java.nio.channels..", "java.sql..", "org.slf4j..")
                .and(DescribedPredicate.not(JavaClass.Predicates.type(java.net.URLEncoder.class))))
        .orShould()
        .callMethod(java.time.Instant.class, "now")
        .orShould()
        .callMethod(System.class, "getenv", String.class)
        .orShould()
        .callMethod(System.class, "currentTimeMillis")
        .orShould()
        .callMethod(System.class, "nanoTime")
        .allowEmptyShould(true)
        .check(HOUSE);
  }

  @ParameterizedTest(name = "{0} is seen only from {1}")
  @CsvSource({
    "org.antlr.., python",
    "org.kohsuke.., github",
    "okhttp3.., github",
    "java.sql.., store",
    "org.jdbi.., store",
    "io.javalin.., web sandbox",
    "gg.jte.., web",
    "io.micrometer.., metrics",
    "picocli.., cli",
    "org.eclipse.jgit.., git",
  })
  void thirdPartiesAreFenced(String library, String rooms) {
    var allowed = new ArrayList<String>();
    for (String room : List.of(rooms.split(" ", -1))) {
      allowed.add(BASE + room + "..");
    }
    noClasses()
        .that()
        .resideOutsideOfPackages(allowed.toArray(String[]::new))
        .should()
        .dependOnClassesThat()
        .resideInAPackage(library)
        .allowEmptyShould(true)
        .check(HOUSE);
  }

  @Test
  void nothingExecutesLoadsOrDeserialises() {
    noClasses()
        .that()
        .doNotHaveFullyQualifiedName(BASE + "bench.Peers") // runs the parsers that its caller names, never a repository's code
        .should()
        .dependOnClassesThat()
        .haveFullyQualifiedName("java.lang.ProcessBuilder")
        .orShould()
        .dependOnClassesThat()
        .haveFullyQualifiedName("java.io.ObjectInputStream")
        .orShould()
        .dependOnClassesThat()
        .areAssignableTo(ClassLoader.class)
        .orShould()
        .callMethodWhere(
            DescribedPredicate.describe(
                "Runtime.exec, load or loadLibrary",
                (JavaMethodCall call) ->
                    call.getTargetOwner().isEquivalentTo(Runtime.class)
                        && List.of("exec", "load", "loadLibrary").contains(call.getName())))
        .check(HOUSE);
  }
}

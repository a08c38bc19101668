package io.tracebridge;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_USE_JAVA_UTIL_LOGGING;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

/** The house: who may know whom, and why. */
@AnalyzeClasses(packages = "io.tracebridge", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    private static final String[] PURE = { "io.tracebridge.report..", "io.tracebridge.rules..",
            "io.tracebridge.issue..", "io.tracebridge.sync.." };

    @ArchTest
    static final ArchRule pureCore = classes().that()
        .resideInAnyPackage(PURE)
        .should()
        .onlyDependOnClassesThat(resideInAnyPackage(PURE).or(resideInAnyPackage("java..", "com.google.re2j..")))
        .because("what a rule, a fingerprint or a merge means must be readable and testable without any machinery");

    @ArchTest
    static final ArchRule trackersStandAlone = classes().that()
        .resideInAPackage("io.tracebridge.tracker..")
        .should()
        .onlyDependOnClassesThat(resideInAnyPackage("io.tracebridge.tracker..", "java..", "com.fasterxml.jackson..",
                "okhttp3..", "okio..", "kotlin..", "org.slf4j..", "javax.net..", "javax.crypto..")
            .or(resideInAnyPackage(PURE)))
        .because("a tracker is written against its API sheet alone, and adding one must touch nothing else");

    @ArchTest
    static final ArchRule oneWayOut = noClasses().that()
        .resideOutsideOfPackage("io.tracebridge.tracker.http..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("okhttp3..")
        .because("guard, redaction, time limits and the ban on replays hold only where every call passes");

    @ArchTest
    static final ArchRule trackersDoNotKnowEachOther = slices().matching("io.tracebridge.tracker.(*)..")
        .should()
        .notDependOnEachOther()
        .ignoreDependency(resideInAPackage("io.tracebridge.tracker.."),
                resideInAPackage("io.tracebridge.tracker.http.."))
        .because("one tracker's quirks must not leak into another");

    @ArchTest
    static final ArchRule engineInOnePlace = noClasses().that()
        .resideOutsideOfPackage("io.tracebridge.workflow..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("io.camunda..")
        .because("the engine's client changes from version to version, and one package can follow it");

    @ArchTest
    static final ArchRule topIsTop = noClasses().that()
        .resideOutsideOfPackages("io.tracebridge", "io.tracebridge.web..", "io.tracebridge.workflow..",
                "io.tracebridge.intake..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("io.tracebridge.web..", "io.tracebridge.workflow..", "io.tracebridge.intake..")
        .because("the edges call the middle, never the other way round");

    @ArchTest
    static final ArchRule edgesDoNotKnowEachOther = slices().matching("io.tracebridge.(web|workflow|intake)..")
        .should()
        .notDependOnEachOther()
        .because("each edge can be understood, tested and switched off by itself");

    @ArchTest
    static final ArchRule platformStandsAside = noClasses().that()
        .resideInAPackage("io.tracebridge.platform..")
        .should()
        .dependOnClassesThat(
                resideInAPackage("io.tracebridge..").and(not(resideInAPackage("io.tracebridge.platform.."))))
        .because("the local platform is tied to the rest by configuration alone");

    @ArchTest
    static final ArchRule nobodyKnowsThePlatform = noClasses().that()
        .resideOutsideOfPackage("io.tracebridge.platform..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("io.tracebridge.platform..")
        .because("with a real database and cluster configured it must not be missed");

    @ArchTest
    static final ArchRule outboxAndSecurityAreShared = noClasses().that()
        .resideInAnyPackage("io.tracebridge.outbox..", "io.tracebridge.security..", "io.tracebridge.logging..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("io.tracebridge.integration..", "io.tracebridge.triage..", "io.tracebridge.link..",
                "io.tracebridge.project..", "io.tracebridge.notify..", "io.tracebridge.sandbox..")
        .because("all features share them, so they cannot know any");

    @ArchTest
    static final ArchRule noCycles = slices().matching("io.tracebridge.(*)..")
        .should()
        .beFreeOfCycles()
        .because("a cycle makes two packages one that nobody can take apart");

    @ArchTest
    static final ArchRule constructorInjection = noFields().should()
        .beAnnotatedWith("org.springframework.beans.factory.annotation.Autowired")
        .because("an object must be complete once it is constructed");

    @ArchTest
    static final ArchRule noStaticState = fields().that()
        .areStatic()
        .should()
        .beFinal()
        .because("static state joins what should be apart, tests first of all");

    @ArchTest
    static final ArchRule nobodySleeps = noClasses().should()
        .callMethod(Thread.class, "sleep", long.class)
        .orShould()
        .callMethod(Thread.class, "sleep", java.time.Duration.class)
        .because("waiting is a job's backoff or a condition, and a sleeping thread is neither");

    @ArchTest
    static final ArchRule timeIsInjected = noClasses().should()
        .callMethod(java.time.Instant.class, "now")
        .orShould()
        .callMethod(System.class, "currentTimeMillis")
        .because("a Clock can be set by a test");

    @ArchTest
    static final ArchRule workersArePublic = methods().that()
        .areAnnotatedWith("io.camunda.client.annotation.JobWorker")
        .should()
        .bePublic()
        .andShould()
        .beDeclaredInClassesThat()
        .arePublic()
        .because("the starter calls them by reflection without opening access, and every job would fail");

    @ArchTest
    static final ArchRule noStandardStreams = NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS
        .because("operators read the log");

    @ArchTest
    static final ArchRule oneLoggingApi = NO_CLASSES_SHOULD_USE_JAVA_UTIL_LOGGING.because("operators read one log");

}

package org.medsentry.gateway;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** The gateway knows the contracts and nothing else of the product; what decides about records knows neither Kafka nor HTTP. */
class ArchitectureTest {
    private static final String ROOM = "org.medsentry.gateway";

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("org.medsentry");

    @Test
    void knowsOnlyTheContracts() {
        noClasses()
                .that()
                .resideInAPackage(ROOM + "..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "org.medsentry.rules..",
                        "org.medsentry.streaming..",
                        "org.medsentry.dispatcher..",
                        "org.medsentry.console..",
                        "org.medsentry.desk..",
                        "org.medsentry.local..",
                        "org.medsentry.embedded..",
                        "org.apache.flink..")
                .check(CLASSES);
    }

    @Test
    void whatDecidesKnowsNeitherKafkaNorHttp() {
        noClasses()
                .that()
                .resideInAnyPackage(ROOM + ".reception..", ROOM + ".body..", ROOM + ".access..", ROOM + ".status..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.apache.kafka..", "io.javalin..", "jakarta.servlet..", "org.eclipse.jetty..")
                .check(CLASSES);
    }

    @Test
    void packagesFormNoCycle() {
        slices().matching(ROOM + ".(*)..").should().beFreeOfCycles().check(CLASSES);
    }
}

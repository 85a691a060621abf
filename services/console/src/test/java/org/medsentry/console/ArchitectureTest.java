package org.medsentry.console;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** The console knows desk, contracts and rules; only its HTTP side knows the server. */
class ArchitectureTest {

    private static final String ROOM = "org.medsentry.console";

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages(ROOM);

    @Test
    void knowsOnlyDeskContractsAndRules() {
        noClasses()
                .that()
                .resideInAPackage(ROOM + "..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "org.medsentry.streaming..",
                        "org.medsentry.local..",
                        "org.medsentry.embedded..",
                        "org.medsentry.dispatcher..",
                        "org.medsentry.gateway..",
                        "org.apache.flink..")
                .check(CLASSES);
    }

    @Test
    void whatDecidesKnowsNoServer() {
        noClasses()
                .that()
                .resideInAnyPackage(
                        ROOM + ".identity..",
                        ROOM + ".problem..",
                        ROOM + ".search..",
                        ROOM + ".audit..",
                        ROOM + ".visitor..",
                        ROOM + ".alert..",
                        ROOM + ".action..",
                        ROOM + ".rule..",
                        ROOM + ".data..",
                        ROOM + ".event..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.javalin..", "org.eclipse.jetty..", "jakarta.servlet..", ROOM + ".http..")
                .check(CLASSES);
    }

    @Test
    void packagesFormNoCycle() {
        slices().matching(ROOM + ".(*)..").should().beFreeOfCycles().check(CLASSES);
    }
}

package org.medsentry.streaming;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** Who may know whom: the arrows of docs/architecture.md. */
class ArchitectureTest {

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("org.medsentry");

    private static final String STREAMING = "org.medsentry.streaming";

    @Test
    void schemasKnowNoOtherRoomAndNoFlink() {
        noClasses()
                .that()
                .resideInAPackage("org.medsentry.schemas..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "org.medsentry.rules..", STREAMING + "..", "org.apache.flink..", "org.apache.kafka..")
                .check(CLASSES);
    }

    @Test
    void rulesKnowOnlySchemasAndNoFlink() {
        noClasses()
                .that()
                .resideInAPackage("org.medsentry.rules..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(STREAMING + "..", "org.apache.flink..", "org.apache.kafka..")
                .check(CLASSES);
    }

    @Test
    void onlyTheMainsAndTheSinkKnowWhereDataComesFromAndGoesTo() {
        noClasses()
                .that()
                .resideInAnyPackage(STREAMING + ".pattern..", STREAMING + ".alert..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.apache.kafka..", "org.elasticsearch..", "org.apache.flink.connector..")
                .check(CLASSES);
    }

    @Test
    void roomsOfTheStreamingModuleFormNoCycle() {
        slices().matching("org.medsentry.streaming.(*)..")
                .should()
                .beFreeOfCycles()
                .check(CLASSES);
    }
}

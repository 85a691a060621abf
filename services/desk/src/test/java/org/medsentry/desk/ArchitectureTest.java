package org.medsentry.desk;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** The desk stands between people's tools and the contracts: it knows neither who uses it nor how the jobs are built. */
class ArchitectureTest {

    @Test
    void knowsOnlyContractsAndRules() {
        noClasses()
                .that()
                .resideInAPackage("org.medsentry.desk..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "org.medsentry.streaming..",
                        "org.medsentry.console..",
                        "org.medsentry.dispatcher..",
                        "org.medsentry.local..",
                        "org.medsentry.embedded..",
                        "org.apache.flink..")
                .check(new ClassFileImporter()
                        .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                        .importPackages("org.medsentry"));
    }
}

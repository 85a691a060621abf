package org.medsentry.dispatcher;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** The dispatcher knows the contracts and nothing else of the product; its logic knows neither Kafka nor HTTP. */
class ArchitectureTest {
    private static final String ROOM = "org.medsentry.dispatcher";

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
                        "org.medsentry.local..",
                        "org.medsentry.embedded..",
                        "org.apache.flink..")
                .check(CLASSES);
    }

    @Test
    void whatDecidesKnowsNeitherKafkaNorHttp() {
        noClasses()
                .that()
                .resideInAnyPackage(ROOM + ".delivery..", ROOM + ".message..", ROOM + ".channel..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.apache.kafka..", "java.net.http..", "com.sun.net.httpserver..")
                .check(CLASSES.that(DescribedPredicate.describe(
                        "are not the reader of the configuration, which asks HTTP what headers it takes",
                        type -> !type.getSimpleName().equals("ChannelsFile"))));
    }

    @Test
    void packagesFormNoCycle() {
        slices().matching(ROOM + ".(*)..").should().beFreeOfCycles().check(CLASSES);
    }
}

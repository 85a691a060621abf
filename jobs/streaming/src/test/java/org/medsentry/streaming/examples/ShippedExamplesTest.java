package org.medsentry.streaming.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.medsentry.rules.DefaultRules;
import org.medsentry.rules.RuleExample;
import org.medsentry.rules.RuleException;
import org.medsentry.rules.RuleFile;

/** Every shipped rule does what its examples say, and has examples for both answers. */
class ShippedExamplesTest {

    @TestFactory
    Stream<DynamicTest> everyExampleOfTheShippedRulesPasses() throws RuleException {
        List<ExampleOutcome> outcomes = RuleExamples.run(DefaultRules.files());
        assertThat(outcomes).hasSizeGreaterThan(DefaultRules.files().size());
        return outcomes.stream()
                .map(outcome -> DynamicTest.dynamicTest(
                        outcome.ruleId() + ": " + outcome.example(),
                        () -> assertThat(outcome.failure()).isNull()));
    }

    @Test
    void everyShippedRuleHasExamplesThatRaiseAndExamplesThatDoNot() throws RuleException {
        Predicate<RuleExample> raises = example -> !example.raises().isEmpty();
        for (Map.Entry<String, String> file : DefaultRules.files().entrySet()) {
            List<RuleExample> examples = RuleFile.examples(file.getKey(), file.getValue());
            assertThat(examples).as(file.getKey()).anyMatch(raises);
            if (!file.getValue().contains("kind: modifier")) {
                assertThat(examples).as(file.getKey()).anyMatch(raises.negate());
            }
        }
    }
}

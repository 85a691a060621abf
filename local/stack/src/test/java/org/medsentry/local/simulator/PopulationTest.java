package org.medsentry.local.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.medsentry.schemas.event.Sex;
import org.medsentry.schemas.privacy.IdentityNumber;

class PopulationTest {

    private static final SimulationSettings SETTINGS = TestingMonths.small();
    private static final List<String> COUNTIES = List.of("500111", "510722", "360111");

    @ParameterizedTest
    @CsvSource({"110105,1949-12-31,2,11010519491231002X", "440524,1880-01-01,1,440524188001010014"})
    void identityNumbersBearTheCheckCharacterOfTheStandardsOwnExamples(
            String region, LocalDate birth, int sequence, String expected) {
        assertThat(IdentityNumbers.of(region, birth, sequence)).isEqualTo(expected);
    }

    @Test
    void peopleAreStableAndTheirNumbersHold() {
        Population population = new Population(SETTINGS, COUNTIES);
        for (long number = 0; number < 5_000; number++) {
            Person person = population.person(number, "500111");
            assertThat(person).isEqualTo(new Population(SETTINGS, COUNTIES).person(number, "500111"));
            String idNumber = person.idNumber();
            assertThat(IdentityNumber.isResidentNumber(idNumber)).isTrue();
            assertThat(IdentityNumber.checkCharacterHolds(idNumber)).isTrue();
            assertThat(idNumber.substring(6, 10)).isEqualTo(Integer.toString(person.birthYear()));
            assertThat((idNumber.charAt(16) - '0') % 2 == 1).isEqualTo(person.sex() == Sex.M);
            assertThat(person.phone()).matches("1[3-9]\\d{9}");
            assertThat(person.name()).matches("\\p{IsHan}{2,3}");
            assertThat(person.residence()).matches("\\d{6}(\\d{3})?").startsWith(person.county());
        }
    }

    @Test
    void nobodySharesANumberWithAnActor() {
        Population population = new Population(SETTINGS, COUNTIES);
        SeededRandom random = SeededRandom.of(1, 2, 3);
        Set<String> actors = new HashSet<>();
        for (int i = 0; i < 3_000; i++) {
            assertThat(actors.add(population.actor(random, "500111").idNumber()))
                    .isTrue();
        }
        for (long number = 0; number < 20_000; number++) {
            assertThat(actors.contains(population.person(number, "500111").idNumber()))
                    .isFalse();
        }
    }
}

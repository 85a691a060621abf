package org.medsentry.detectors.parity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SeriesParityTest {

    private static final String FARRINGTON = "h1_nrwrp@129 h1_nrwrp@140 h1_nrwrp@147 h1_nrwrp@149 k1@157 n1@175 n1@194";
    private static final String C3_OF_SIMULATION = "1/3@591 1/3@592 2/1@597 2/1@598 2/1@599 2/1@600 9/3@602 11/1@605"
            + " 11/1@606 11/1@607 18/2@608 19/2@584 19/2@585 19/2@586";

    /**
     * Scores, the only values not compared by ratio: they should be 0, and of them rounding leaves less than 1e-10 that agrees to 1e-14.
     * Farrington's because the expected count, or with surveillance its logarithm, is the count; those of C3 because an earlier count
     * lies exactly one deviation above its mean, where the reference, which has its deviation from the difference of two bounds, finds
     * 1 + 1e-15.
     */
    private static final Map<String, String> RESIDUES = Map.of(
            "series farringtonFlexible noufaily", FARRINGTON,
            "series farringtonFlexible noufaily_a005", FARRINGTON,
            "series farringtonFlexible noufaily_muan", FARRINGTON,
            "series farringtonFlexible pkg_default", "s3@148 s3@174 ha_berlin_total@264",
            "series C3 b7_minSigma0.5_cdc",
                    "k1@188 salmonella_agona@25 salmonella_agona@260 salmonella_agona@261 stsNewport@739 stsNewport@740"
                            + " ha_berlin_total@285 husO104_daily_hospitalisation@41 pharma_daily_M01AB@1018"
                            + " pharma_daily_M01AB@1393 pharma_daily_M01AB@1394 pharma_daily_M01AB@1395"
                            + " pharma_daily_M01AB@1396 pharma_daily_N02BA@676 pharma_daily_N02BA@677"
                            + " pharma_daily_N02BA@1174 pharma_daily_N02BA@1175 pharma_daily_N02BA@1176"
                            + " pharma_daily_N02BA@1314 pharma_daily_N02BA@1315 pharma_daily_N05B@26",
            "simulation C3 minSigma0.5", C3_OF_SIMULATION,
            "simulation C3 cdc", C3_OF_SIMULATION);

    /**
     * Every row of every method, ties and C3pkg apart: the same alarms; bounds, scores, p-values, expectations, dispersions and trends
     * to the last digit that the reference prints (ten for the series, seven for the simulation). No row differs.
     */
    @Test
    void everyMethodAgreesWithItsReference() throws IOException {
        for (MethodParity method : SeriesParity.compare(TestingReference.folder())) {
            String name = method.source() + " " + method.method() + " " + method.variant();
            assertThat(method.rows()).as(name).isPositive();
            assertThat(method.differences()).as(name).isEmpty();
            assertThat(method.largestDifference()).as(name).isLessThan(5.1e-7);
            List<String> known = List.of(RESIDUES.getOrDefault(name, "").split(" "));
            for (Difference residue : method.residues()) {
                assertThat(known).as(name).contains(residue.series() + "@" + residue.time());
                assertThat(Math.abs(residue.reference())).as(name).isLessThan(1e-10);
            }
        }
    }

    private static final String INDEX = "series,freq_per_year,b,w,rki_bayes_cusum_first_t\nsmall,52,,,\n";
    private static final String HEADER = "series,t,count,method,variant,mean,upperbound,alarm,score,tie\n";

    private static void write(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        if (file.toString().endsWith(".gz")) {
            try (GZIPOutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
                out.write(text.getBytes(StandardCharsets.UTF_8));
            }
        } else {
            Files.writeString(file, text);
        }
    }

    /** One series of 1 to 7 and 12, of which C1 is worked out by hand: mean 4, deviation 2.1602, bound 10.4807, score 3.7033. */
    private static Path reference(Path folder, String rows) throws IOException {
        write(folder.resolve("series/INDEX.csv"), INDEX);
        write(folder.resolve("series/small.csv"), "series,t,count\n" + counts());
        write(folder.resolve("series/reference_ears.csv.gz"), HEADER + rows);
        write(folder.resolve("series/reference_other.csv.gz"), "series,t,method,variant\n");
        write(folder.resolve("series/reference_farr.csv.gz"), "series,t,method,variant\n");
        write(folder.resolve("sim/weekly/series.csv.gz"), "scenario,rep,t,count\n");
        write(folder.resolve("sim/weekly/reference_alarms.csv.gz"), "scenario,rep,t,method,variant\n");
        return folder;
    }

    private static String counts() {
        StringBuilder counts = new StringBuilder();
        for (int time = 1; time <= 8; time++) {
            counts.append("small,")
                    .append(time)
                    .append(',')
                    .append(time < 8 ? time : 12)
                    .append('\n');
        }
        return counts.toString();
    }

    @Test
    void agreementIsSeen(@TempDir Path folder) throws IOException {
        List<MethodParity> methods = SeriesParity.compare(
                reference(folder, "\"small\",8,12,\"C1\",\"b7_cdc\",4,10.48074070,1,3.703280399,0\n"));

        assertThat(methods).singleElement().satisfies(method -> {
            assertThat(method.method()).isEqualTo("C1");
            assertThat(method.variant()).isEqualTo("b7_cdc");
            assertThat(method.rows()).isEqualTo(1);
            assertThat(method.differences()).isEmpty();
            assertThat(method.largestDifference()).isBetween(1e-11, 1e-9);
        });
    }

    @Test
    void aDifferenceIsNamed(@TempDir Path folder) throws IOException {
        List<MethodParity> methods =
                SeriesParity.compare(reference(folder, "small,8,12,C1,b7_cdc,4,10.4808,0,3.703280399,0\n"));

        assertThat(methods.get(0).alarmsThatDiffer()).isEqualTo(1);
        assertThat(methods.get(0).differences())
                .extracting(Difference::series, Difference::time, Difference::quantity)
                .containsExactlyInAnyOrder(tuple("small", 8, Quantity.ALARM), tuple("small", 8, Quantity.UPPER_BOUND));
    }

    @Test
    void aPaneThatIsNotJudgedDiffers(@TempDir Path folder) throws IOException {
        List<MethodParity> methods = SeriesParity.compare(reference(folder, "small,7,7,C1,b7_cdc,3.5,9.1,0,1.87,0\n"));

        assertThat(methods.get(0).alarmsThatDiffer()).isEqualTo(1);
    }

    @Test
    void tiesAndTheC3ThatIgnoresItsPaneAreLeftOut(@TempDir Path folder) throws IOException {
        List<MethodParity> methods = SeriesParity.compare(
                reference(folder, "small,8,12,C1,b7_cdc,4,99,0,99,1\nsmall,8,12,C3pkg,b7_cdc,4,99,0,99,0\n"));

        assertThat(methods).singleElement().satisfies(method -> {
            assertThat(method.rows()).isZero();
            assertThat(method.ties()).isEqualTo(1);
        });
        assertThat(SeriesParity.notCompared()).containsOnlyKeys("C3pkg");
    }

    @Test
    void anUnknownMethodAndABadNumberAreErrors(@TempDir Path folder) throws IOException {
        Path unknown = reference(folder, "small,8,12,C9,b7,4,10,1,3,0\n");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SeriesParity.compare(unknown))
                .withMessageContaining("C9");
        Path bad = reference(folder, "small,8,12,C1,b7,4,ten,1,3,0\n");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SeriesParity.compare(bad))
                .withMessageContaining("reference_ears.csv.gz:2: upperbound is no number: ten");
    }
}

package org.medsentry.detectors.regression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class LeastSquaresTest {

    @Test
    void fitsALineByHand() {
        // weights 1, 2, 1 on (0,1), (1,2), (2,5): centre (1, 2.5), slope 4/2, level 0.5
        HouseholderLeastSquares line = new HouseholderLeastSquares(new double[] {1, 1, 1}, new double[] {0, 1, 2});
        double[] fitted = new double[3];
        line.solve(new double[] {1, 2, 1}, new double[] {1, 2, 5}, fitted);

        assertThat(line.coefficients()).containsExactly(new double[] {0.5, 2}, within(1e-14));
        assertThat(fitted).containsExactly(new double[] {0.5, 2.5, 4.5}, within(1e-14));
        // X'WX = [4 4; 4 6], its inverse [0.75 -0.5; -0.5 0.5]
        assertThat(line.covariance()[0]).containsExactly(new double[] {0.75, -0.5}, within(1e-14));
        assertThat(line.covariance()[1]).containsExactly(new double[] {-0.5, 0.5}, within(1e-14));
        assertThat(line.leverages()).containsExactly(new double[] {0.75, 0.5, 0.75}, within(1e-14));
    }

    @Test
    void setsAColumnAsideThatDependsOnOthers() {
        HouseholderLeastSquares design =
                new HouseholderLeastSquares(new double[] {1, 1, 1}, new double[] {2, 2, 2}, new double[] {0, 1, 2});
        design.solve(new double[] {1, 1, 1}, new double[] {1, 2, 3}, new double[3]);

        assertThat(design.rank()).isEqualTo(2);
        assertThat(design.coefficients()).containsExactly(new double[] {1, 0, 1}, within(1e-14));
        assertThat(design.covariance()[1]).containsOnly(0);
    }

    @Test
    void groupsWithASlopeAreTheGeneralDesignWithIndicators() {
        Random random = new Random(20);
        int rows = 60;
        int[] group = new int[rows];
        double[][] columns = new double[5][rows];
        double[] weights = new double[rows];
        double[] response = new double[rows];
        for (int row = 0; row < rows; row++) {
            group[row] = row % 4;
            columns[group[row]][row] = 1;
            columns[4][row] = row - 70;
            weights[row] = row % 7 == 3 ? 0 : random.nextDouble();
            response[row] = random.nextGaussian();
        }
        GroupedLeastSquares grouped = new GroupedLeastSquares(group, 4, columns[4]);
        HouseholderLeastSquares general = new HouseholderLeastSquares(columns);
        double[] fittedGrouped = new double[rows];
        double[] fittedGeneral = new double[rows];
        grouped.solve(weights, response, fittedGrouped);
        general.solve(weights, response, fittedGeneral);

        assertThat(grouped.rank()).isEqualTo(general.rank()).isEqualTo(5);
        assertThat(fittedGrouped).containsExactly(fittedGeneral, within(1e-12));
        assertThat(grouped.coefficients()).containsExactly(general.coefficients(), within(1e-12));
        assertThat(grouped.leverages()).containsExactly(general.leverages(), within(1e-12));
        for (int column = 0; column < 5; column++) {
            assertThat(grouped.covariance()[column]).containsExactly(general.covariance()[column], within(1e-10));
        }
    }

    @Test
    void aGroupWithoutWeightAndASlopeWithoutExtentAreSetAside() {
        GroupedLeastSquares grouped = new GroupedLeastSquares(new int[] {0, 0, 1}, 3, new double[] {5, 5, 7});
        double[] fitted = new double[3];
        grouped.solve(new double[] {1, 1, 1}, new double[] {1, 3, 4}, fitted);

        assertThat(grouped.rank()).isEqualTo(2);
        assertThat(fitted).containsExactly(2, 2, 4);
        assertThat(grouped.coefficients()).containsExactly(2, 4, 0, 0);
    }

    @Test
    void refusesColumnsOfDifferentLength() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new HouseholderLeastSquares(new double[2], new double[3]))
                .withMessageContaining("column 1");
    }
}

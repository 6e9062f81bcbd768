package dev.freshet.example.spark;

import org.hipparchus.linear.Array2DRowRealMatrix;
import org.hipparchus.linear.ArrayRealVector;
import org.hipparchus.linear.QRDecomposition;

/** A least-squares regression of the delay by the hour and the distance. It keeps sums only, and no rows. */
final class Regression {
    private static final int TERMS = 3;
    private final double[][] products = new double[TERMS][TERMS];
    private final double[] results = new double[TERMS];

    void add(Departure departure) {
        double[] terms = {1, departure.hour(), departure.thousandMiles()};
        for (int row = 0; row < TERMS; row++) {
            for (int column = 0; column < TERMS; column++) {
                products[row][column] += terms[row] * terms[column];
            }
            results[row] += terms[row] * departure.delay();
        }
    }

    /** Returns the minutes of delay for each hour. */
    double perHour() {
        return new QRDecomposition(new Array2DRowRealMatrix(products, false))
                .getSolver()
                .solve(new ArrayRealVector(results, false))
                .getEntry(1);
    }
}

package dev.freshet.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.report.Series.Point;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ThinningTest {
    private static final long SEED = Long.getLong("freshet.seed", 20261127L);

    private static List<Point> walk(int count) {
        Random random = new Random(SEED);
        List<Point> points = new ArrayList<>();
        double at = 0;
        for (int i = 0; i < count; i++) {
            at += random.nextGaussian();
            points.add(new Point("p" + i, i, i % 1000 == 500 ? Double.NaN : at));
        }
        return points;
    }

    @Test
    void line_ofFewPoints_keepsAll() {
        assertThat(Thinning.line(walk(2000))).hasSize(2000);
    }

    @Test
    void line_of100000Points_keepsOrderExtremesAndGaps() {
        List<Point> all = walk(100_000);
        List<Point> kept = Thinning.line(all);
        assertThat(kept.size()).isBetween(1500, 2500);
        assertThat(kept).isSortedAccordingTo(Comparator.comparingDouble(Point::x));
        assertThat(kept).contains(all.get(0), all.get(99_999));
        assertThat(kept.stream().filter(point -> Double.isNaN(point.y()))).hasSize(100);
        for (int from = 0; from < all.size(); from += 1000) {
            double lowest = lowest(all, from, from + 1000);
            assertThat(lowest(kept, from, from + 1000))
                    .as("seed %d, from %d", SEED, from)
                    .isEqualTo(lowest);
        }
    }

    private static double lowest(List<Point> points, int from, int to) {
        return points.stream()
                .filter(point -> point.x() >= from && point.x() < to && !Double.isNaN(point.y()))
                .mapToDouble(Point::y)
                .min()
                .orElseThrow();
    }

    @Test
    void dots_of100000Points_leaveNoPlaceEmpty() {
        Random random = new Random(SEED);
        List<Point> all = new ArrayList<>();
        for (int i = 0; i < 100_000; i++) {
            all.add(new Point("", random.nextGaussian(), random.nextGaussian()));
        }
        Axis axis = Axis.tight(-5, 5, 5);
        List<Point> kept = Thinning.dots(all, axis, axis);
        assertThat(kept.size()).isBetween(500, 3000);
        for (Point point : all) {
            assertThat(kept.stream()
                            .anyMatch(
                                    dot -> Math.abs(dot.x() - point.x()) < 0.5 && Math.abs(dot.y() - point.y()) < 0.5))
                    .as("seed %d, %s", SEED, point)
                    .isTrue();
        }
    }
}

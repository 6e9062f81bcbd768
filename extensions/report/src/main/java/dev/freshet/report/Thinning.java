package dev.freshet.report;

import dev.freshet.report.Series.Point;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Draws fewer points where more cannot be told apart. */
final class Thinning {
    private static final int PARTS = 500;
    private static final int MOST_DOTS = 3000;

    private Thinning() {}

    /** Returns a line's points; of a long line only the first, last, lowest and highest of each of 500 parts. */
    static List<Point> line(List<Point> points) {
        if (points.size() <= 4 * PARTS) {
            return points;
        }
        int size = (points.size() + PARTS - 1) / PARTS;
        List<Point> kept = new ArrayList<>();
        for (int from = 0; from < points.size(); from += size) {
            keep(points, from, Math.min(points.size(), from + size), kept);
        }
        return kept;
    }

    private static void keep(List<Point> points, int from, int to, List<Point> kept) {
        int lowest = from;
        int highest = from;
        int gap = from;
        for (int i = from; i < to; i++) {
            double y = points.get(i).y();
            if (Double.isNaN(y)) {
                gap = i;
            } else {
                lowest = Double.isNaN(points.get(lowest).y())
                                || y < points.get(lowest).y()
                        ? i
                        : lowest;
                highest = Double.isNaN(points.get(highest).y())
                                || y > points.get(highest).y()
                        ? i
                        : highest;
            }
        }
        Set<Integer> chosen = Set.copyOf(List.of(from, lowest, highest, gap, to - 1));
        chosen.stream().sorted().map(points::get).forEach(kept::add);
    }

    /** Returns the dots of a scatter chart; of many only one for each cell of a grid. */
    static List<Point> dots(List<Point> points, Axis x, Axis y) {
        List<Point> kept = points;
        for (int cells = 400; kept.size() > MOST_DOTS; cells = cells * 3 / 4) {
            kept = onePerCell(points, x, y, cells);
        }
        return kept;
    }

    private static List<Point> onePerCell(List<Point> points, Axis x, Axis y, int cells) {
        Set<Long> taken = new HashSet<>();
        List<Point> kept = new ArrayList<>();
        for (Point point : points) {
            long column = (long) (x.at(point.x()) * cells);
            long row = (long) (y.at(point.y()) * cells);
            if (taken.add(column * (cells + 1L) + row)) {
                kept.add(point);
            }
        }
        return kept;
    }
}

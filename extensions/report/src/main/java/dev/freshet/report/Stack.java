package dev.freshet.report;

import dev.freshet.report.Series.Point;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Bars on each other: those above zero upwards, those below zero downwards. */
final class Stack {
    private final Map<Double, Double> up = new HashMap<>();
    private final Map<Double, Double> down = new HashMap<>();

    /** Puts a bar on those of its word and returns where it begins. */
    double add(Point point) {
        Map<Double, Double> side = point.y() < 0 ? down : up;
        double from = side.getOrDefault(point.x(), 0.0);
        side.put(point.x(), from + point.y());
        return from;
    }

    static double least(Drawing drawing) {
        return all(drawing).down.values().stream()
                .mapToDouble(Double::doubleValue)
                .min()
                .orElse(0);
    }

    static double greatest(Drawing drawing) {
        return all(drawing).up.values().stream()
                .mapToDouble(Double::doubleValue)
                .max()
                .orElse(0);
    }

    private static Stack all(Drawing drawing) {
        Stack stack = new Stack();
        drawing.series().stream()
                .flatMap(List::stream)
                .filter(point -> !Double.isNaN(point.y()))
                .forEach(stack::add);
        return stack;
    }
}

package geo;

import java.util.List;

public record Group(String name, List<Shape> parts, int... levels) implements Shape {
    private static int made = 0;

    public Group(String name, List<Shape> parts, int... levels) {
        this.name = name.strip();
        this.parts = List.copyOf(parts);
        this.levels = levels.clone();
        made++;
    }

    public double area() {
        double sum = 0;
        for (Shape part : parts) {
            sum += part.area();
        }
        return sum;
    }

    public static int made() {
        return made;
    }

    public record Pair<A, B extends Comparable<B>>(A left, B right) {
        public static <X> Pair<X, Integer> first(X left) {
            return new Pair<>(left, 1);
        }
    }
}

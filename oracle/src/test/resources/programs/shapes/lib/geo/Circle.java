package geo;

public record Circle(double radius) implements Shape {
    public static final double PI = 3;

    public Circle {
        if (radius < 0) {
            throw new IllegalArgumentException("negative " + radius);
        }
    }

    public Circle(int radius) {
        this((double) radius);
    }

    @Override
    public double area() {
        return PI * radius * radius;
    }
}

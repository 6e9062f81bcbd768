package geo;

public sealed interface Shape permits Circle, Square, Group, Blob {
    double area();

    default boolean big() {
        return area() > LIMIT;
    }

    double LIMIT = 10;

    static Shape unit() {
        return new Square(1);
    }
}

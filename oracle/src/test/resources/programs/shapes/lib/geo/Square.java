package geo;

public record Square(double side) implements Shape, Comparable<Square> {
    @Override
    public double area() {
        return side * side;
    }

    @Override
    public double side() {
        return Math.abs(side);
    }

    @Override
    public int compareTo(Square other) {
        return Double.compare(side, other.side);
    }
}

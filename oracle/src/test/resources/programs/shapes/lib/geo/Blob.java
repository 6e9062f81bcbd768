package geo;

public non-sealed class Blob implements Shape {
    protected double size;

    public Blob(double size) {
        this.size = size;
    }

    @Override
    public double area() {
        return size / 2;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Blob blob && blob.size == size;
    }

    @Override
    public int hashCode() {
        return Double.hashCode(size);
    }
}

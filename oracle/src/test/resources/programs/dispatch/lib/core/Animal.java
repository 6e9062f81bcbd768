package core;

public abstract class Animal implements Comparable<Animal> {
    protected final String name;
    public String kind = "animal";

    protected Animal(String name) {
        this.name = name;
    }

    public abstract String sound();

    public String speak() {
        return name + ":" + sound() + quiet() + secret() + volume(1);
    }

    String quiet() {
        return "~";
    }

    private String secret() {
        return "s";
    }

    protected int volume(int base) {
        return base;
    }

    public static String family() {
        return "animalia";
    }

    protected Animal twin() {
        return this;
    }

    public final String called(String text) {
        return text + name;
    }

    @Override
    public int compareTo(Animal other) {
        return name.compareTo(other.name);
    }

    @Override
    public String toString() {
        return "Animal " + name;
    }
}

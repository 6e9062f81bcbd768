package core;

public class Mammal extends Animal {
    public String kind = "mammal";

    public Mammal(String name) {
        super(name.trim());
    }

    @Override
    public String sound() {
        return "hm";
    }

    @Override
    protected int volume(int base) {
        return super.volume(base) + 1;
    }

    public static String legs() {
        return family() + 4;
    }

    protected String secret() {
        return "m";
    }

    @Override
    protected Mammal twin() {
        return new Mammal(name + name);
    }
}

package zoo;

import core.Greets;
import core.Mammal;

public class Dog extends Mammal implements Greets.Loud {
    public String kind = "dog";

    public Dog(String name) {
        super(name);
    }

    @Override
    public String sound() {
        return "wuff";
    }

    String quiet() {
        return "dog-quiet";
    }

    public static String family() {
        return "canidae";
    }

    @Override
    public Dog twin() {
        return new Dog("twin " + name);
    }

    static class Puppy extends Dog {
        Puppy() {
            super("puppy");
        }

        @Override
        protected int volume(int base) {
            return super.volume(base) * 2;
        }

        @Override
        public String sound() {
            return super.sound().substring(1);
        }
    }
}

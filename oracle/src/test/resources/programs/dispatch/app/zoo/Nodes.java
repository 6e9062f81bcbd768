package zoo;

import core.Animal;
import core.Greets;
import core.Mammal;
import dev.freshet.Node;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

public final class Nodes {
    private Nodes() {}

    @Node
    public static String speak(String name) {
        Animal animal = name.length() > 3 ? new Dog(name) : new Mammal(name);
        return animal.speak() + animal.kind + ((Mammal) animal).kind;
    }

    @Node
    public static String puppy(int volume) {
        Dog dog = new Dog.Puppy();
        return dog.speak() + dog.kind + dog.twin() + volume + dog.called("rex ");
    }

    @Node
    public static String statics(String suffix) {
        return Dog.family() + Mammal.family() + Mammal.legs() + Dog.legs() + suffix;
    }

    @Node
    public static List<String> overloads(int value) {
        List<String> all = new ArrayList<>(Overloads.all((short) value, value));
        all.add(Overloads.join("-", value, 'x', "y"));
        all.add("" + Overloads.pick('k', value % 5) + Overloads.pick(value, 2));
        return all;
    }

    @Node
    public static String boxes(String text, int number) {
        Box<String> box = new Box.Text(text);
        Box<Integer> count = new Box.Count(number);
        return box.changed() + count.changed() + count.less(3) + box.map(String::length) + Box.max(number, 4) + box.size;
    }

    @Node
    public static String greet(String whom) {
        Greets loud = new Dog("bello");
        return loud.greet(whom) + Greets.plain().greet(whom);
    }

    @Node
    public static List<String> sorted(List<String> names) {
        List<Animal> animals = new ArrayList<>();
        for (String name : names) {
            animals.add(new Mammal(name));
        }
        Collections.sort(animals);
        return animals.stream().map(Object::toString).toList();
    }
}

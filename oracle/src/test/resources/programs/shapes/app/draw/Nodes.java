package draw;

import dev.freshet.Node;
import geo.Blob;
import geo.Circle;
import geo.Group;
import geo.Shape;
import geo.Square;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

public final class Nodes {
    private Nodes() {}

    @Node
    public static double area(int size) {
        Shape group = new Group(" g ", List.of(new Circle(Math.abs(size)), new Square(size), new Blob(4)), 1, 2);
        return group.area() + Shape.unit().area() + Group.made();
    }

    @Node
    public static String render(int size) {
        return Render.text(new Circle(size)) + Render.text(new Square(size)) + Render.text("x");
    }

    @Node
    public static int depth(int size) {
        Group inner = new Group("i", List.of(new Square(size), new Blob(1)));
        return Render.depth(new Group("o", List.of(inner, new Circle(1.0))));
    }

    @Node
    public static String colours(int level) {
        StringBuilder all = new StringBuilder();
        for (Colour colour : Colour.values()) {
            all.append(Render.colour(colour, level)).append(colour.applyAsInt(level)).append(Colour.next(colour));
        }
        return all.toString();
    }

    @Node
    public static int words(List<String> words) {
        int sum = 0;
        for (String word : words) {
            sum = sum * 31 + Render.word(word);
        }
        return sum;
    }

    @Node
    public static int equal(double size) {
        Set<Shape> shapes = new HashSet<>(List.of(new Blob(size)));
        shapes.add(new Blob(1));
        shapes.add(new Square(size));
        shapes.add(new Square(1));
        return shapes.size();
    }

    @Node
    public static Map<Colour, String> pairs(String text) {
        Map<Colour, String> all = new EnumMap<>(Colour.class);
        all.put(Colour.BLUE, Group.Pair.first(text).toString());
        all.put(Colour.RED, new Group.Pair<>(text, "z").equals(new Group.Pair<>(text, "z")) + "");
        return all;
    }
}

package draw;

import geo.Blob;
import geo.Circle;
import geo.Group;
import geo.Shape;
import geo.Square;

final class Render {
    private Render() {}

    static String text(Object value) {
        if (value instanceof Circle circle && circle.radius() > 1) {
            return "circle " + circle.radius();
        }
        if (!(value instanceof Shape shape)) {
            return "none";
        }
        return shape.big() ? "BIG" : shape.toString();
    }

    static int depth(Shape shape) {
        int depth = 1;
        if (shape instanceof Group group) {
            for (Shape part : group.parts()) {
                depth = Math.max(depth, 1 + depth(part));
            }
        } else if (shape instanceof Square square && square.side() == 2 || shape instanceof Blob) {
            depth += 10;
        }
        return depth;
    }

    static String colour(Colour colour, int level) {
        String name =
                switch (colour) {
                    case RED -> "r";
                    case GREEN, BLUE -> {
                        int code = level * 2;
                        yield code > 4 ? "gb" : "g";
                    }
                };
        switch (level) {
            case 0:
                name += "zero";
            case 1:
                name += "one";
                break;
            case 2, 3:
                name += "few";
                break;
            default:
                name += "many";
        }
        return name;
    }

    static int word(String text) {
        return switch (text) {
            case "a", "b" -> 1;
            case "abc" -> 2;
            case "" -> throw new IllegalStateException("empty");
            default -> text.length();
        };
    }
}

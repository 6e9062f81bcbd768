package zoo;

import java.util.Collection;
import java.util.List;

/** Which one is called is decided by the types of the arguments. */
class Overloads {
    static String of(Object value) {
        return "object";
    }

    static String of(Number value) {
        return "number";
    }

    static String of(long value) {
        return "long";
    }

    static String of(Integer value) {
        return "Integer";
    }

    static String of(int... values) {
        return "ints" + values.length;
    }

    static String of(Collection<?> values) {
        return "collection" + values.size();
    }

    static String join(String separator, Object... parts) {
        StringBuilder text = new StringBuilder();
        for (Object part : parts) {
            text.append(part).append(separator);
        }
        return text.toString();
    }

    static char pick(char letter, int index) {
        return (char) (letter + index);
    }

    static int pick(int number, int index) {
        return number - index;
    }

    static List<String> all(short small, Integer boxed) {
        byte tiny = (byte) small;
        return List.of(of(small), of(boxed), of(tiny), of('c'), of(1.5f), of(), of(1, 2), of(List.of(1)));
    }
}

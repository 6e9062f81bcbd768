package kit;

import java.util.ArrayList;
import java.util.List;

/** Remembers in which order things happened. */
public final class Log {
    private static final List<String> LINES = new ArrayList<>();
    static int drains;

    private Log() {}

    public static boolean add(String line) {
        return LINES.add(line);
    }

    public static <T> T note(String line, T value) {
        LINES.add(line + "=" + value);
        return value;
    }

    public static String drain() {
        String all = String.join(",", LINES);
        LINES.clear();
        drains++;
        return all + "#" + drains;
    }
}

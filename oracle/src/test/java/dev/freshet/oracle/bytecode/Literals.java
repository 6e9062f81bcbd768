package dev.freshet.oracle.bytecode;

import java.lang.reflect.Array;
import org.jspecify.annotations.Nullable;

/** Constants in a form that is equal for equal ones only. */
final class Literals {
    private Literals() {}

    static String text(@Nullable Object value) {
        if (value instanceof Double number) {
            return "double " + Long.toHexString(Double.doubleToRawLongBits(number));
        }
        if (value instanceof Float number) {
            return "float " + Integer.toHexString(Float.floatToRawIntBits(number));
        }
        if (value instanceof String text) {
            return "\"" + text.length() + ":" + text.replace("\n", "\\n") + "\"";
        }
        if (value != null && value.getClass().isArray()) {
            StringBuilder text = new StringBuilder("[");
            for (int i = 0; i < Array.getLength(value); i++) {
                text.append(text(Array.get(value, i))).append(',');
            }
            return text.append(']').toString();
        }
        return value == null ? "null" : value.getClass().getSimpleName() + " " + value;
    }
}

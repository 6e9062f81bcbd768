package shop;

import java.util.function.IntFunction;
import java.util.function.Supplier;

final class Labels {
    private static int made;
    private int depth = 2;

    static String of(int value, int lowest) {
        made += 1;
        String size = switch (value / 10) {
            case 0 -> "small";
            case 1, 2 -> {
                String medium = "medium";
                yield medium;
            }
            default -> "large";
        };
        return value < lowest ? tiny(value) : size + new Labels().suffix(value);
    }

    private static String tiny(int value) {
        switch (value) {
            case 0:
                return "none";
            case 1:
            default:
                return "tiny";
        }
    }

    private String suffix(int value) {
        class Marker {
            String mark(int times) {
                return times <= 0 ? "" : Limits.MARK + mark(times - 1);
            }
        }
        IntFunction<String> plain = number -> "-" + number;
        Supplier<String> anonymous = new Supplier<>() {
            @Override
            public String get() {
                return new Marker().mark(depth);
            }
        };
        StringBuilder text = new StringBuilder();
        outer:
        for (int i = 0; i < 3; i++) {
            for (int j = 0; ; j++) {
                if (j == i) {
                    continue outer;
                }
                if (j > value) {
                    break outer;
                }
                text.append(j);
            }
        }
        return plain.apply(value) + anonymous.get() + text + kind(value);
    }

    private static String kind(Object value) {
        if (value instanceof Integer number && number > 5) {
            return "n" + number;
        }
        try {
            return value.toString();
        } catch (IllegalStateException | IllegalArgumentException e) {
            return e.getMessage();
        } finally {
            made--;
        }
    }

    static int even(int value) {
        return value == 0 ? 1 : odd(value - 1);
    }

    static int odd(int value) {
        return value == 0 ? 0 : even(value - 1);
    }
}

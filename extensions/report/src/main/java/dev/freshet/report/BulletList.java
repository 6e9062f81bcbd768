package dev.freshet.report;

import java.util.Arrays;
import java.util.List;

/** A list of texts, each with a bullet. */
public record BulletList(List<Text> items) implements Block {
    public BulletList {
        items = List.copyOf(items);
    }

    public static BulletList of(Text... items) {
        return new BulletList(List.of(items));
    }

    public static BulletList of(String... items) {
        return new BulletList(Arrays.stream(items).map(Text::of).toList());
    }
}

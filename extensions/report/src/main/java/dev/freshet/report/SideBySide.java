package dev.freshet.report;

import java.util.List;

/** Blocks beside each other where the page is wide enough, otherwise below each other. */
public record SideBySide(List<Block> blocks) implements Block {
    public SideBySide {
        blocks = List.copyOf(blocks);
    }

    /** Returns a row of blocks. */
    public static SideBySide of(Block... blocks) {
        return new SideBySide(List.of(blocks));
    }
}

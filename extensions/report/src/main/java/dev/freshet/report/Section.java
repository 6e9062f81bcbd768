package dev.freshet.report;

import java.util.List;

/** Blocks under a heading. Sections can hold sections. */
public record Section(String heading, List<Block> blocks) implements Block {
    public Section {
        blocks = List.copyOf(blocks);
    }

    /** Returns a section of blocks, in order. */
    public static Section of(String heading, Block... blocks) {
        return new Section(heading, List.of(blocks));
    }
}

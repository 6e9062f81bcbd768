package dev.freshet.report;

import java.util.List;

/** A row of key figures. */
public record Figures(List<Figure> figures) implements Block {
    public Figures {
        figures = List.copyOf(figures);
    }

    public static Figures of(Figure... figures) {
        return new Figures(List.of(figures));
    }
}

package shop;

import java.util.List;

public class Entry {
    private final int number;

    Entry(int number) {
        this.number = number;
    }

    public int getNumber() {
        return number + 1;
    }

    public List<@Named("mark") String> getMarks() {
        return List.of("a");
    }

    int unused() {
        return number;
    }
}

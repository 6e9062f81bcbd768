package shop;

import java.util.ArrayList;
import java.util.List;
import lib.Money;

class Report {
    private static final String FRAME = frame();
    private final List<Line> lines = new ArrayList<>();
    private final String title;
    private int total;

    {
        total = 1;
    }

    Report(String title) {
        this.title = title;
    }

    Report() {
        this("untitled");
    }

    private static String frame() {
        return "=";
    }

    void add(int... numbers) {
        for (int number : numbers) {
            lines.add(new Line(number));
            total += number;
        }
    }

    String text() {
        StringBuilder text = new StringBuilder(FRAME + title);
        for (Line line : lines) {
            text.append('\n').append(line);
        }
        return text.append(Money.show(total)).toString();
    }

    int size() {
        return lines.size();
    }

    private class Line {
        private final int number;

        Line(int number) {
            this.number = number;
        }

        @Override
        public String toString() {
            return title + ": " + Texts.pad(Integer.toString(number), 5);
        }

        String unused() {
            return "unused";
        }
    }
}

package dev.freshet.dataset.format;

import dev.freshet.dataset.cell.Cells;
import dev.freshet.dataset.cell.DatePatterns;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Finds the patterns of dates and times as databases write them, with as many digits of seconds as there are. */
final class FractionGuess {
    private static final Pattern FORM =
            Pattern.compile("\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d(?:\\.(\\d{1,9}))?(Z|[-+]\\d\\d(:?\\d\\d)?)?");

    private FractionGuess() {}

    /** Returns a pattern for each number of digits, the most first; empty if the texts have another form. */
    static Optional<DateGuess.Found> of(List<String> texts) {
        Set<Integer> digits = new TreeSet<>(Comparator.reverseOrder());
        Set<String> offsets = new TreeSet<>();
        for (String text : texts) {
            Matcher parts = FORM.matcher(text);
            if (!parts.matches()) {
                return Optional.empty();
            }
            digits.add(parts.group(1) == null ? 0 : parts.group(1).length());
            offsets.add(offset(parts));
        }
        if (offsets.size() > 1 || digits.equals(Set.of(0))) {
            return Optional.empty();
        }
        String offset = offsets.iterator().next();
        Class<?> type = offset.isEmpty() ? LocalDateTime.class : OffsetDateTime.class;
        List<String> patterns = digits.stream()
                .map(count -> "yyyy-MM-dd HH:mm:ss" + (count == 0 ? "" : "." + "S".repeat(count)) + offset)
                .collect(Collectors.toList());
        Cells.Cell cell = DatePatterns.of(type, patterns, Locale.ENGLISH).orElseThrow();
        return texts.stream().allMatch(text -> ColumnGuess.isRead(cell, text))
                ? Optional.of(new DateGuess.Found(type, patterns, Locale.ENGLISH, List.of()))
                : Optional.empty();
    }

    private static String offset(Matcher parts) {
        if (parts.group(2) == null) {
            return "";
        }
        String minutes = parts.group(3);
        return minutes == null ? "X" : minutes.startsWith(":") ? "XXX" : "XX";
    }
}

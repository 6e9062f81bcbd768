package dev.freshet.dataset.format;

import dev.freshet.dataset.cell.Cells;
import dev.freshet.dataset.cell.DatePatterns;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** Finds the patterns of a column of dates or times. */
final class DateGuess {
    /**
     * What was found.
     *
     * @param rivals patterns that fit as well, with the day where this one has the month
     */
    record Found(Class<?> type, List<String> patterns, Locale locale, List<String> rivals) {}

    private static final int MOST_PATTERNS = 3;
    private static final List<Locale> LOCALES = Stream.of("en", "de", "fr", "es", "it", "nl", "pt", "pl", "sv", "da")
            .map(Locale::forLanguageTag)
            .toList();
    private static final List<String> DATES = List.of(
            "yyyy-MM-dd",
            "yyyy/MM/dd",
            "yyyy.MM.dd",
            "yyyy/M/d",
            "yyyy-M-d",
            "dd.MM.yyyy",
            "dd/MM/yyyy",
            "MM/dd/yyyy",
            "dd-MM-yyyy",
            "MM-dd-yyyy",
            "d.M.yyyy",
            "d/M/yyyy",
            "M/d/yyyy",
            "d-M-yyyy",
            "M-d-yyyy",
            "dd.MM.yy",
            "dd/MM/yy",
            "MM/dd/yy",
            "d.M.yy",
            "d/M/yy",
            "M/d/yy",
            "dd MMM yyyy",
            "d MMM yyyy",
            "dd-MMM-yyyy",
            "d-MMM-yyyy",
            "dd-MMM-yy",
            "MMM d, yyyy",
            "MMM d yyyy",
            "d MMMM yyyy",
            "d. MMMM yyyy",
            "d. MMM yyyy",
            "MMMM d, yyyy");
    private static final List<String> TIMES = List.of(
            " HH:mm",
            " HH:mm:ss",
            " HH:mm:ss.SSS",
            " HH:mm:ss.SSSSSS",
            " H:mm",
            " H:mm:ss",
            " h:mm a",
            " h:mm:ss a",
            " hh:mm a",
            ", HH:mm",
            ", HH:mm:ss",
            "'T'HH:mm:ss.SSS");
    private static final List<String> OFFSETS =
            List.of(" HH:mm:ssXXX", " HH:mm:ss XXX", " HH:mm:ssXX", " HH:mm:ssX", " HH:mm:ss XX", "'T'HH:mm:ssXX");
    private static final List<String> CLOCK = List.of("HH:mm:ss", "H:mm", "H:mm:ss", "h:mm a", "hh:mm a", "h:mm:ss a");

    private static final Map<String, Cells.Cell> CELLS = new ConcurrentHashMap<>();

    private DateGuess() {}

    /** Finds the patterns of texts; empty if they are no dates or times, or have too many patterns. */
    static Optional<Found> of(List<String> texts) {
        boolean isPossible = !texts.isEmpty()
                && texts.stream()
                        .allMatch(text -> text.length() >= 4
                                && text.length() <= 40
                                && text.chars().anyMatch(Character::isDigit));
        if (!isPossible) {
            return Optional.empty();
        }
        Optional<Found> fractions = FractionGuess.of(texts);
        if (fractions.isPresent()) {
            return fractions;
        }
        boolean hasNames = texts.stream()
                .anyMatch(text -> text.chars().filter(Character::isLetter).count() > 2);
        for (Locale locale : hasNames ? LOCALES : LOCALES.subList(0, 1)) {
            Optional<Found> found = find(texts, locale);
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    private static Optional<Found> find(List<String> texts, Locale locale) {
        Map<Class<?>, List<String>> all = new LinkedHashMap<>();
        all.put(LocalDate.class, DATES);
        all.put(LocalTime.class, CLOCK);
        all.put(LocalDateTime.class, with(TIMES));
        all.put(OffsetDateTime.class, with(OFFSETS));
        boolean isEnglish = locale.equals(LOCALES.get(0));
        return all.entrySet().stream()
                .map(entry -> cover(
                        entry.getKey(),
                        entry.getValue().stream()
                                .filter(pattern -> isEnglish || pattern.contains("MMM"))
                                .toList(),
                        texts,
                        locale))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private static List<String> with(List<String> times) {
        return DATES.stream()
                .flatMap(date -> times.stream().map(time -> date + time))
                .toList();
    }

    /** Finds the pattern that fits most texts, then one for the rest. */
    private static Optional<Found> cover(Class<?> type, List<String> patterns, List<String> texts, Locale locale) {
        List<String> chosen = new ArrayList<>();
        List<String> rivals = List.of();
        List<String> rest = texts;
        while (!rest.isEmpty() && chosen.size() < MOST_PATTERNS) {
            List<String> open = rest;
            Map<String, List<String>> misses = new LinkedHashMap<>();
            for (String pattern : patterns) {
                if (ColumnGuess.isRead(cell(type, pattern, locale), open.get(0))) {
                    misses.put(pattern, misses(type, pattern, open, locale));
                }
            }
            int least = misses.values().stream().mapToInt(List::size).min().orElse(-1);
            List<String> equals = misses.entrySet().stream()
                    .filter(entry -> entry.getValue().size() == least)
                    .map(Map.Entry::getKey)
                    .toList();
            if (equals.isEmpty() || chosen.stream().anyMatch(other -> isRival(equals.get(0), other))) {
                return Optional.empty();
            }
            String first = equals.get(0);
            if (chosen.isEmpty()) {
                rivals = equals.stream().filter(other -> isRival(first, other)).toList();
            }
            chosen.add(first);
            rest = misses.getOrDefault(first, List.of());
        }
        return rest.isEmpty() ? Optional.of(new Found(type, List.copyOf(chosen), locale, rivals)) : Optional.empty();
    }

    private static Cells.Cell cell(Class<?> type, String pattern, Locale locale) {
        return CELLS.computeIfAbsent(
                type.getName() + ' ' + locale + ' ' + pattern,
                key -> DatePatterns.of(type, List.of(pattern), locale).orElseThrow());
    }

    private static List<String> misses(Class<?> type, String pattern, List<String> texts, Locale locale) {
        Cells.Cell cell = cell(type, pattern, locale);
        return texts.stream().filter(text -> !ColumnGuess.isRead(cell, text)).toList();
    }

    /** Returns whether one pattern has the day where the other one has the month. */
    private static boolean isRival(String a, String b) {
        return !a.equals(b) && swapped(a).equals(b);
    }

    private static String swapped(String pattern) {
        return pattern.contains("MMM")
                ? pattern
                : pattern.replace('M', '\0').replace('d', 'M').replace('\0', 'd');
    }
}

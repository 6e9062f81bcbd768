package dev.freshet.report;

import dev.freshet.report.Axis.Tick;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DayOfWeek;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The ticks of an axis for dates and times: full minutes, hours, days, weeks, months or years. */
final class TimeTicks {
    private static final int DAY = 86_400;
    private static final int WEEK = 7;
    private static final int MONTH = 2_629_746;
    private static final int YEAR = 31_556_952;
    private static final String[] MONTHS = {
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"
    };

    private static final List<Step> STEPS = List.of(
            new Step(ChronoUnit.SECONDS, 1, 1),
            new Step(ChronoUnit.SECONDS, 2, 1),
            new Step(ChronoUnit.SECONDS, 5, 1),
            new Step(ChronoUnit.SECONDS, 10, 1),
            new Step(ChronoUnit.SECONDS, 30, 1),
            new Step(ChronoUnit.MINUTES, 1, 60),
            new Step(ChronoUnit.MINUTES, 2, 60),
            new Step(ChronoUnit.MINUTES, 5, 60),
            new Step(ChronoUnit.MINUTES, 10, 60),
            new Step(ChronoUnit.MINUTES, 30, 60),
            new Step(ChronoUnit.HOURS, 1, 3600),
            new Step(ChronoUnit.HOURS, 3, 3600),
            new Step(ChronoUnit.HOURS, 6, 3600),
            new Step(ChronoUnit.HOURS, 12, 3600),
            new Step(ChronoUnit.DAYS, 1, DAY),
            new Step(ChronoUnit.DAYS, 2, DAY),
            new Step(ChronoUnit.DAYS, WEEK, DAY),
            new Step(ChronoUnit.DAYS, 2 * WEEK, DAY),
            new Step(ChronoUnit.MONTHS, 1, MONTH),
            new Step(ChronoUnit.MONTHS, 3, MONTH),
            new Step(ChronoUnit.MONTHS, 6, MONTH));

    private TimeTicks() {}

    /** The distance of ticks, in a unit of so many seconds. */
    private record Step(ChronoUnit unit, int count, int seconds) {
        double length() {
            return (double) count * seconds;
        }
    }

    static List<Tick> between(double low, double high, int intervals) {
        Step step = STEPS.stream()
                .filter(each -> (high - low) / each.length() <= intervals)
                .findFirst()
                .orElseGet(() -> years(low, high, intervals));
        List<Tick> ticks = new ArrayList<>();
        @Nullable LocalDateTime before = null;
        for (LocalDateTime at = first(low, step); seconds(at) <= high; at = at.plus(step.count, step.unit)) {
            if (seconds(at) >= low) {
                ticks.add(new Tick(seconds(at), label(at, step.unit, before)));
                before = at;
            }
        }
        return ticks;
    }

    private static Step years(double low, double high, int intervals) {
        BigDecimal count = Axis.step(low / YEAR, high / YEAR, intervals);
        return new Step(
                ChronoUnit.YEARS, count.setScale(0, RoundingMode.CEILING).intValue(), YEAR);
    }

    private static double seconds(LocalDateTime at) {
        return at.toEpochSecond(ZoneOffset.UTC);
    }

    /** Returns the last full step before a time. */
    private static LocalDateTime first(double low, Step step) {
        LocalDateTime at = LocalDateTime.ofEpochSecond((long) Math.floor(low), 0, ZoneOffset.UTC);
        LocalDateTime day = at.truncatedTo(ChronoUnit.DAYS);
        int count = step.count;
        return switch (step.unit) {
            case SECONDS -> at.withSecond(at.getSecond() / count * count);
            case MINUTES -> at.withSecond(0).withMinute(at.getMinute() / count * count);
            case HOURS -> day.withHour(at.getHour() / count * count);
            case DAYS -> count < WEEK ? day : day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
            case MONTHS -> day.withDayOfMonth(1).withMonth((at.getMonthValue() - 1) / count * count + 1);
            default -> day.withDayOfYear(1).withYear(Math.floorDiv(at.getYear(), count) * count);
        };
    }

    private static String label(LocalDateTime at, ChronoUnit unit, @Nullable LocalDateTime before) {
        String month = MONTHS[at.getMonthValue() - 1];
        String day = at.getDayOfMonth() + " " + month;
        boolean isNewYear = before == null || before.getYear() != at.getYear();
        return switch (unit) {
            case YEARS -> Integer.toString(at.getYear());
            case MONTHS -> isNewYear ? month + "\n" + at.getYear() : month;
            case DAYS -> isNewYear ? day + "\n" + at.getYear() : day;
            default -> {
                String time = two(at.getHour()) + ":" + two(at.getMinute())
                        + (unit == ChronoUnit.SECONDS ? ":" + two(at.getSecond()) : "");
                boolean isNewDay = before == null || !before.toLocalDate().equals(at.toLocalDate());
                yield isNewDay ? time + "\n" + day + " " + at.getYear() : time;
            }
        };
    }

    private static String two(int number) {
        return number < 10 ? "0" + number : Integer.toString(number);
    }
}

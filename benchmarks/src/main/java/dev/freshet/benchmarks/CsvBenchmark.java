package dev.freshet.benchmarks;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * A table of records is read, and read, filtered and written: through a dataset of Freshet, by hand with FastCSV, and with
 * Jackson. Usage: {@code CsvBenchmark DIRECTORY MEGABYTES ROUNDS}; each round is a JVM of its own with a heap of 256 MB for
 * each way in turn, which does the job once to warm up, and then once measured. With one round there is no warming up, and no
 * Jackson. Prints medians, the clock's and the processor's: the latter is the better one where others use the machine.
 */
public final class CsvBenchmark {
    private static final long MEGABYTE = 1_000_000;

    /** What is done with the table. */
    private enum Job {
        READ,
        FILTER
    }

    /** What a job took by the clock, and of the processor in the thread that did it. */
    private record Time(double seconds, double cpuSeconds) {}

    private CsvBenchmark() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        Path directory = Path.of(arguments[0]).toAbsolutePath();
        if (arguments[1].equals("fork")) {
            fork(directory, arguments[2], CsvWay.valueOf(arguments[3]), Job.valueOf(arguments[4]), arguments[5]);
            return;
        }
        long megabytes = Long.parseLong(arguments[1]);
        int rounds = Integer.parseInt(arguments[2]);
        String name = megabytes + "mb.csv";
        Flights.write(directory.resolve(name), megabytes * MEGABYTE);
        for (Job job : Job.values()) {
            print(job, megabytes, measure(directory, name, job, rounds));
        }
    }

    private static Map<CsvWay, List<Time>> measure(Path directory, String name, Job job, int rounds)
            throws IOException, InterruptedException {
        Map<CsvWay, List<Time>> times = new EnumMap<>(CsvWay.class);
        for (int round = 0; round < rounds; round++) {
            for (CsvWay way : ways(rounds)) {
                times.computeIfAbsent(way, any -> new ArrayList<>())
                        .add(time(directory, name, way, job, rounds == 1 ? 0 : 1));
            }
        }
        return times;
    }

    /** One round is for sizes that would take too long in other ways. */
    private static List<CsvWay> ways(int rounds) {
        return rounds == 1 ? List.of(CsvWay.BY_HAND, CsvWay.FRESHET) : List.of(CsvWay.values());
    }

    private static Time time(Path directory, String name, CsvWay way, Job job, int warmups)
            throws IOException, InterruptedException {
        List<String> command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-cp",
                System.getProperty("java.class.path"),
                CsvBenchmark.class.getName(),
                directory.toString(),
                "fork",
                name,
                way.name(),
                job.name(),
                String.valueOf(warmups));
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IllegalStateException(way + " failed");
        }
        String[] seconds = printed.strip().split(" ");
        return new Time(Double.parseDouble(seconds[0]), Double.parseDouble(seconds[1]));
    }

    private static void fork(Path directory, String name, CsvWay way, Job job, String warmups) throws IOException {
        for (int i = 0; i < Integer.parseInt(warmups); i++) {
            run(directory, name, way, job);
        }
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long start = System.nanoTime();
        long startCpu = threads.getCurrentThreadCpuTime();
        run(directory, name, way, job);
        long cpu = threads.getCurrentThreadCpuTime() - startCpu;
        System.out.println((System.nanoTime() - start) / 1e9 + " " + cpu / 1e9);
    }

    private static void run(Path directory, String name, CsvWay way, Job job) throws IOException {
        Path file = directory.resolve(name);
        if (job == Job.FILTER) {
            way.keepLate(file, directory.resolve(way.name().toLowerCase(Locale.ROOT) + "-late-" + name));
            return;
        }
        long[] sums = new long[2];
        way.read(file, flight -> {
            sums[0]++;
            sums[1] += flight.arrivalDelay() + flight.date().getDayOfMonth() + (long) flight.distance();
        });
        Path result = directory.resolve("sums-" + name + ".txt");
        String text = sums[0] + " " + sums[1];
        if (!Files.exists(result)) {
            Files.writeString(result, text);
        }
        if (!Files.readString(result).equals(text)) {
            throw new IllegalStateException(way + " read something else: " + text);
        }
    }

    private static void print(Job job, long megabytes, Map<CsvWay, List<Time>> times) {
        double byHand = median(times, CsvWay.BY_HAND, Time::seconds);
        double byHandCpu = median(times, CsvWay.BY_HAND, Time::cpuSeconds);
        times.keySet().forEach(way -> {
            double seconds = median(times, way, Time::seconds);
            double cpuSeconds = median(times, way, Time::cpuSeconds);
            System.out.printf(
                    Locale.ROOT,
                    "%-7s %-8s %7.2f s  %6.1f MB/s  %.2fx   CPU %7.2f s  %.2fx%n",
                    job,
                    way,
                    seconds,
                    megabytes / seconds,
                    byHand / seconds,
                    cpuSeconds,
                    byHandCpu / cpuSeconds);
        });
    }

    private static double median(Map<CsvWay, List<Time>> times, CsvWay way, ToDoubleFunction<Time> part) {
        double[] all = times.getOrDefault(way, List.of()).stream()
                .mapToDouble(part)
                .sorted()
                .toArray();
        return all[all.length / 2];
    }
}

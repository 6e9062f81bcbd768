package dev.freshet.benchmarks;

import dev.freshet.benchmarks.CsvWorker.Job;
import dev.freshet.benchmarks.CsvWorker.Time;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/**
 * A table of records is read, and read, filtered and written: through a dataset of Freshet, by hand with FastCSV, and
 * with Jackson. Usage: {@code CsvBenchmark DIRECTORY MEGABYTES ROUNDS}. Each way has a JVM of its own with a heap of
 * 256 MB; in each round they do the job one after the other, so that a machine which is slow for a while is so for all.
 * Prints medians, and medians of the speeds within a round against that by hand, after some rounds to warm up. With one
 * round there is no warming up, and no Jackson.
 */
public final class CsvBenchmark {
    private static final long MEGABYTE = 1_000_000;
    private static final int WARM_UPS = 5;

    private CsvBenchmark() {}

    public static void main(String[] arguments) throws IOException {
        Path directory = Path.of(arguments[0]).toAbsolutePath();
        long megabytes = Long.parseLong(arguments[1]);
        int rounds = Integer.parseInt(arguments[2]);
        String name = megabytes + "mb.csv";
        Flights.write(directory.resolve(name), megabytes * MEGABYTE);
        for (Job job : Job.values()) {
            print(job, megabytes, measure(directory, name, job, rounds));
        }
    }

    private static Map<CsvWay, List<Time>> measure(Path directory, String name, Job job, int rounds)
            throws IOException {
        Map<CsvWay, CsvWorker> workers = new EnumMap<>(CsvWay.class);
        Map<CsvWay, List<Time>> times = new EnumMap<>(CsvWay.class);
        try {
            for (CsvWay way : rounds == 1 ? List.of(CsvWay.BY_HAND, CsvWay.FRESHET) : List.of(CsvWay.values())) {
                workers.put(way, CsvWorker.start(directory, name, way, job));
                times.put(way, new ArrayList<>());
            }
            for (int round = rounds == 1 ? 0 : -WARM_UPS; round < rounds; round++) {
                for (Map.Entry<CsvWay, CsvWorker> worker : workers.entrySet()) {
                    Time time = worker.getValue().work();
                    if (round >= 0) {
                        times.get(worker.getKey()).add(time);
                    }
                }
            }
        } finally {
            workers.values().forEach(CsvWorker::close);
        }
        return times;
    }

    private static void print(Job job, long megabytes, Map<CsvWay, List<Time>> times) {
        List<Time> byHand = times.get(CsvWay.BY_HAND);
        times.forEach((way, all) -> {
            int rounds = all.size();
            System.out.printf(
                    Locale.ROOT,
                    "%-7s %-8s %8.2f s %6.1f MB/s %5.2fx of by hand;   CPU %8.2f s %5.2fx;   heap at most %3.0f MB%n",
                    job,
                    way,
                    median(rounds, i -> all.get(i).seconds()),
                    median(rounds, i -> megabytes / all.get(i).seconds()),
                    median(rounds, i -> byHand.get(i).seconds() / all.get(i).seconds()),
                    median(rounds, i -> all.get(i).cpuSeconds()),
                    median(rounds, i -> byHand.get(i).cpuSeconds() / all.get(i).cpuSeconds()),
                    median(rounds, i -> all.get(i).heapMegabytes()));
        });
    }

    private static double median(int rounds, IntToDoubleFunction ofRound) {
        return IntStream.range(0, rounds).mapToDouble(ofRound).sorted().toArray()[rounds / 2];
    }
}

package dev.freshet.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Stream;

/** A JVM that does a job in one way, once for each line that it is sent, and answers with what it took. */
final class CsvWorker implements AutoCloseable {
    /** What is done with the table. */
    enum Job {
        READ,
        FILTER
    }

    /**
     * What a job took.
     *
     * @param seconds by the clock
     * @param cpuSeconds of the processor, in the thread that did it
     * @param heapMegabytes what was in use at most, garbage included: the sum of the most in each part of the heap
     */
    record Time(double seconds, double cpuSeconds, double heapMegabytes) {
        static Time parse(String line) {
            double[] parts =
                    Stream.of(line.split(" ")).mapToDouble(Double::parseDouble).toArray();
            return new Time(parts[0], parts[1], parts[2]);
        }

        String print() {
            return seconds + " " + cpuSeconds + " " + heapMegabytes;
        }
    }

    private final Process process;
    private final BufferedReader answers;

    private CsvWorker(Process process) {
        this.process = process;
        answers = process.inputReader(StandardCharsets.UTF_8);
    }

    static CsvWorker start(Path directory, String name, CsvWay way, Job job) throws IOException {
        return new CsvWorker(new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        CsvWorker.class.getName(),
                        directory.toString(),
                        name,
                        way.name(),
                        job.name())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start());
    }

    /** Has the job done once. */
    Time work() throws IOException {
        process.outputWriter().append('\n').flush();
        String answer = answers.readLine();
        if (answer == null) {
            throw new IllegalStateException("the worker failed");
        }
        return Time.parse(answer);
    }

    @Override
    public void close() {
        try {
            process.outputWriter().close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static void main(String[] arguments) throws IOException {
        Path file = Path.of(arguments[0], arguments[1]);
        CsvWay way = CsvWay.valueOf(arguments[2]);
        Job job = Job.valueOf(arguments[3]);
        BufferedReader orders = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        while (orders.readLine() != null) {
            System.out.println(time(file, way, job).print());
        }
    }

    private static Time time(Path file, CsvWay way, Job job) throws IOException {
        var threads = ManagementFactory.getThreadMXBean();
        long start = System.nanoTime();
        long startCpu = threads.getCurrentThreadCpuTime();
        if (job == Job.READ) {
            read(file, way);
        } else {
            way.keepLate(
                    file, file.resolveSibling(way.name().toLowerCase(Locale.ROOT) + "-late-" + file.getFileName()));
        }
        long cpu = threads.getCurrentThreadCpuTime() - startCpu;
        return new Time((System.nanoTime() - start) / 1e9, cpu / 1e9, heapBytes() / 1e6);
    }

    private static long heapBytes() {
        return ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP)
                .map(MemoryPoolMXBean::getPeakUsage)
                .mapToLong(usage -> usage.getUsed())
                .sum();
    }

    /** All ways must see the same flights. */
    private static void read(Path file, CsvWay way) throws IOException {
        long[] sums = new long[2];
        way.read(file, flight -> {
            sums[0]++;
            sums[1] += flight.arrivalDelay() + flight.date().getDayOfMonth() + (long) flight.distance();
        });
        Path result = file.resolveSibling("sums-" + file.getFileName() + ".txt");
        String text = sums[0] + " " + sums[1];
        if (!Files.exists(result)) {
            Files.writeString(result, text);
        }
        if (!Files.readString(result).equals(text)) {
            throw new IllegalStateException(way + " read something else: " + text);
        }
    }
}

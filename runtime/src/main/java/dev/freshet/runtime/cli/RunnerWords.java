package dev.freshet.runtime.cli;

import dev.freshet.config.NearestName;
import dev.freshet.config.Services;
import dev.freshet.runtime.run.Runner;
import dev.freshet.runtime.run.RunnerProvider;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.stream.Collectors;

/** The words of {@code --runner}: those of Freshet, and those of extensions. */
final class RunnerWords {
    private static final String THREADS = "threads";
    private static final String PROCESSES = "processes";
    private static final List<String> OWN = List.of("auto", "sequential", THREADS, PROCESSES);
    private static final Services<RunnerProvider> FOUND =
            new Services<>(RunnerProvider.class, loader -> ServiceLoader.load(RunnerProvider.class, loader));

    private RunnerWords() {}

    static List<String> all() {
        List<String> words = new ArrayList<>(OWN);
        FOUND.all().stream().map(RunnerProvider::word).sorted().forEach(words::add);
        return words;
    }

    /** What is written in the place of the runner, for the list of options. */
    static String forms() {
        return "auto (the default), sequential, threads[:N], or processes[:N]"
                + FOUND.all().stream()
                        .map(found -> ", or " + found.form())
                        .sorted()
                        .collect(Collectors.joining());
    }

    /** Whether the runner that somebody names has worker processes with options of their own. */
    static boolean hasWorkerOptions(String text) {
        return text.split(":", 2)[0].equals(PROCESSES);
    }

    /**
     * Returns the runner that somebody names.
     *
     * @throws IllegalArgumentException if there is no such runner; the message lists the legal words
     */
    static Runner runner(String text, String[] workerOptions) {
        String[] words = text.split(":", 2);
        Optional<RunnerProvider> extension = FOUND.all().stream()
                .filter(found -> found.word().equals(words[0]))
                .findFirst();
        if (extension.isPresent()) {
            return extension.get().runner(words.length == 1 ? "" : words[1]);
        }
        boolean isCounted = words[0].equals(THREADS) || words[0].equals(PROCESSES);
        boolean isNumber = words.length == 2 && words[1].matches("[1-9][0-9]{0,4}");
        if (OWN.contains(words[0]) && (words.length == 1 || (isCounted && isNumber))) {
            int count =
                    isNumber ? Integer.parseInt(words[1]) : Runtime.getRuntime().availableProcessors();
            return switch (words[0]) {
                case "sequential" -> Runner.sequential();
                case THREADS -> Runner.threads(count);
                case PROCESSES -> Runner.processes(count, workerOptions);
                default -> Runner.auto();
            };
        }
        String hint = KedroWords.runner(words[0]).orElseGet(() -> NearestName.hint(words[0], all()));
        if (OWN.contains(words[0])) {
            hint = isCounted ? "write it as in \"" + words[0] + ":4\"" : "\"" + words[0] + "\" takes no number";
        }
        throw new IllegalArgumentException("There is no runner \"" + text + "\"; " + hint);
    }
}

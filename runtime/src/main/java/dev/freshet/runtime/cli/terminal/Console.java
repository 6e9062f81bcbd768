package dev.freshet.runtime.cli.terminal;

import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.util.Locale;
import java.util.Map;
import java.util.Scanner;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.databind.json.JsonMapper;

/** The streams of a command. */
public final class Console {
    private final PrintStream out;
    private final PrintStream err;
    private final InputStream in;
    private final Map<String, String> environment;
    private @Nullable Boolean terminal;

    private Console(
            PrintStream out,
            PrintStream err,
            InputStream in,
            Map<String, String> environment,
            @Nullable Boolean terminal) {
        this.out = out;
        this.err = err;
        this.in = in;
        this.environment = environment;
        this.terminal = terminal;
    }

    /** Returns the console of the process. Whether it is a terminal is determined on demand, because that is slow. */
    public static Console system() {
        return new Console(System.out, System.err, System.in, System.getenv(), null);
    }

    public static Console of(PrintStream out, PrintStream err, boolean terminal) {
        return of(out, err, InputStream.nullInputStream(), Map.of(), terminal);
    }

    public static Console of(
            PrintStream out, PrintStream err, InputStream in, Map<String, String> environment, boolean terminal) {
        return new Console(out, err, in, environment, terminal);
    }

    public PrintStream out() {
        return out;
    }

    public PrintStream err() {
        return err;
    }

    /** Prints a value as one line of JSON. What the encoding of the output lacks is escaped, as under cron. */
    public void print(Object json) {
        JsonMapper mapper = JsonMapper.builder()
                .configure(JsonWriteFeature.ESCAPE_NON_ASCII, !isUnicode())
                .build();
        out.println(mapper.writeValueAsString(json));
    }

    private static boolean isUnicode() {
        return System.getProperty("stdout.encoding", Charset.defaultCharset().name())
                .toUpperCase(Locale.ROOT)
                .startsWith("UTF");
    }

    /**
     * Asks a question on the terminal.
     *
     * @return whether the answer was y or yes
     */
    public boolean confirms(String question) {
        out.print(question + " [y/N] ");
        out.flush();
        Scanner answer = new Scanner(in, Charset.defaultCharset());
        String word = answer.hasNextLine() ? answer.nextLine().strip().toLowerCase(Locale.ROOT) : "";
        return word.equals("y") || word.equals("yes");
    }

    /** Returns the colours of {@link #out}. */
    public Colours colours() {
        return Colours.of(isTerminal(), environment);
    }

    /** Returns whether {@link #out} is an interactive terminal that can rewrite a line. */
    public synchronized boolean isTerminal() {
        if (terminal == null) {
            terminal = Terminal.isInteractive();
        }
        return terminal;
    }
}

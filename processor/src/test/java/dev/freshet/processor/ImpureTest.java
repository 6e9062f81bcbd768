package dev.freshet.processor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.processor.TestCompiler.Message;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Warnings of what no fingerprint sees. {@code /*!*}{@code /} stands right before each expression that is warned of. */
final class ImpureTest {
    private static final Pattern MARK = Pattern.compile("/\\*!\\*/");
    private static final String HEAD = """
            package demo;
            import dev.freshet.*;
            import java.io.*;
            import java.nio.file.*;
            import java.time.*;
            import java.time.format.DateTimeFormatter;
            import java.util.*;
            import java.util.concurrent.atomic.*;
            import java.util.function.*;
            @SuppressWarnings("unused")
            """;

    /** Bodies of a pipeline {@code P}, and what follows it. */
    static Stream<String> impure() {
        return Stream.of(
                "@Node static long n(int i) { return /*!*/System.currentTimeMillis(); }",
                "@Node static String n(int i) { return \"\" + /*!*/Instant.now() + /*!*/LocalDate.now(); }",
                "@Node static Instant n(int i) { Supplier<Instant> s = /*!*/Instant::now; return s.get(); }",
                "@Node static Instant n(int i) { return Instant.now(/*!*/Clock.systemUTC()); }",
                "@Node static long n(int i) { return /*!*/new Date().getTime(); }",
                "@Node static Date n(Date d) { Calendar c = /*!*/Calendar.getInstance(); c.setTime(d); return c.getTime(); }",
                "@Node static Date n(Date d) { return /*!*/Calendar.getInstance(TimeZone.getTimeZone(\"UTC\")).getTime(); }",
                "@Node static double n(int i) { return /*!*/Math.random() + /*!*/new Random().nextInt(); }",
                "@Node static List<Integer> n(List<Integer> i) { var l = new ArrayList<>(i); /*!*/Collections.shuffle(l); return l; }",
                "@Node static String n(int i) { return /*!*/UUID.randomUUID() + /*!*/System.getenv(\"HOME\"); }",
                "@Node static String n(int i) { return /*!*/System.getProperty(\"user.home\"); }",
                "@Node static String n(String s) { return s/*!*/.toUpperCase(); }".replace("s/*!*/.", "/*!*/s."),
                "@Node static String n(double d) { return /*!*/String.format(\"%.2f\", d); }",
                "@Node static String n(LocalDate d) { return /*!*/DateTimeFormatter.ofPattern(\"d MMM\").format(d); }",
                "@Node static byte[] n(String s) { return /*!*/s.getBytes(); }",
                "@Node static String n(int i) throws IOException { return /*!*/Files.readString(Path.of(\"a\")); }",
                "@Node static boolean n(File f) { return /*!*/f.exists(); }",
                "@Node static Object n(int i) throws Exception { return /*!*/Class.forName(\"X\"); }",
                "@Node static Object n(Object o) throws Exception { return o.getClass()/*!*/.getMethods(); }",
                "@Node static Object n(int i) throws Exception { return new ProcessBuilder(\"ls\")/*!*/.start(); }",
                "@Node static Object n(int i) { return /*!*/P.class.getResource(\"x\"); }",
                "@Node static int n(int i) { return Help.help(); } } class Help { static int help() { return (int) /*!*/System.currentTimeMillis(); }",
                "@Node static int n(int i) { return new Help().at; } } class Help { final int at = (int) /*!*/System.currentTimeMillis();",
                "@Node static int n(int i) { return ++Help.count; } } class Help { static int /*!*/count;",
                "@Node static int n(int i) { return Help.next(); } } class Help { private static int /*!*/count; static int next() { return ++count; }",
                "static final AtomicInteger COUNT = new AtomicInteger(); @Node static int n(int i) { return COUNT/*!*/.incrementAndGet(); }"
                        .replace("COUNT/*!*/.", "/*!*/COUNT."),
                "static final List<Integer> SEEN = new ArrayList<>(); @Node static int n(int i) { /*!*/SEEN.add(i); return SEEN.size(); }",
                "@Node static int n(int i) { return new Object() { int now() { return (int) /*!*/System.currentTimeMillis(); } }.now(); }",
                "@Node(resources = \"r\") static int n(int i) { return (int) /*!*/System.currentTimeMillis(); }");
    }

    static Stream<String> pure() {
        return Stream.of(
                "@Node static long n(int i) { return i; } } class Other { static long now() { return System.currentTimeMillis(); }",
                "@Node(rerun = Rerun.ALWAYS) static long n(int i) { return System.currentTimeMillis(); }",
                "@Node static int n(int i) { long t = System.nanoTime(); assert System.currentTimeMillis() > 0; return i; }",
                "@Node static int n(int i) { System.out.println(Instant.now()); return i; }",
                "@Node static int n(int i, NodeContext c) { c.logger().log(System.Logger.Level.INFO, \"\" + Instant.now()); return c.random().nextInt(); }",
                "@Node static int n(int i) { return new Random(i).nextInt() + new SplittableRandom(1).nextInt(); }",
                "@Node static String n(int i, NodeContext c) throws IOException { return Files.readString(c.temporaryDirectory().resolve(\"a\")); }",
                "@Node(resources = \"x\") static Object n(int i) { return P.class.getResource(\"x\"); }",
                "@Node(alsoDependsOn = String.class) static Object n(int i) throws Exception { return Class.forName(\"X\"); }",
                "@Node static String n(int i) { return String.format(\"%s-%05d\", \"a\", i) + \"%d\".formatted(i); }",
                "@Node static String n(LocalDate d) { return DateTimeFormatter.ofPattern(\"uuuu-MM-dd'T'\").format(d); }",
                "@Node static String n(String s) { return s.toUpperCase(Locale.ROOT); }",
                "@Node static LocalDate n(Clock clock) { return LocalDate.now(clock); }",
                "@Node static int n(int i) { if (i < 0) { throw new IllegalStateException(\"\" + Instant.now()); } return i; }",
                "@Node static Date n(Date d) { Calendar c = Calendar.getInstance(TimeZone.getTimeZone(\"UTC\")); c.setTime(d); return c.getTime(); }",
                "@Node static Object n(int i) throws Exception { return Class.forName(\"java.lang.String\").getName() + String.class.getMethod(\"length\"); }",
                "@Node static Object n(int i) throws Exception { return P.class.getDeclaredMethods(); }",
                "static final String F = \"%s\"; @Node static String n(int i) { return String.format(F, i); }",
                "private static int limit = 5; @Node static int n(int i) { return limit; }",
                "static final Map<String, Integer> MAP = new HashMap<>(); static { MAP.put(\"a\", 1); } @Node static int n(int i) { return MAP.size(); }",
                "@Node @SuppressWarnings(\"freshet-impure\") static long n(int i) { return System.currentTimeMillis(); }",
                "@Node static long n(int i) { return Help.a(); } } class Help { @SuppressWarnings(\"freshet-impure\") static long a() { return b(); } static long b() { return System.currentTimeMillis(); }",
                "@Node static long n(int i) { return Help.a(); } } @SuppressWarnings(\"freshet-impure\") class Help { static long a() { return System.currentTimeMillis(); }");
    }

    @ParameterizedTest
    @MethodSource
    void impure(String body) {
        assertWarnings(body);
    }

    @ParameterizedTest
    @MethodSource
    void pure(String body) {
        assertWarnings(body);
    }

    private static List<Message> warnings(String source, String... options) {
        return TestCompiler.JAVAC.compile(Map.of("demo.P", source), List.of(options)).messages().stream()
                .filter(message -> message.code().equals("Impure"))
                .toList();
    }

    private static String source(String body) {
        return HEAD + "@Pipeline class P { " + body + " }\n";
    }

    private static void assertWarnings(String body) {
        String source = source(body);
        List<String> expected = new ArrayList<>();
        Matcher mark = MARK.matcher(source);
        while (mark.find()) {
            String before = source.substring(0, mark.end());
            expected.add(before.lines().count() + ":" + (before.length() - before.lastIndexOf('\n')));
        }
        assertThat(warnings(source).stream().map(message -> message.line() + ":" + message.column()))
                .containsExactlyInAnyOrderElementsOf(expected);
    }

    @Test
    void warning_saysWhoWhatAndHowToMend() {
        List<Message> warnings = warnings(source("""
                @Node static long a(int i) { return Help.help(); }
                  @Node static long b(int i) { return Help.help(); } }
                class Help { static long help() { return later(); } static long later() { return System.currentTimeMillis(); }"""));
        assertThat(warnings).hasSize(1);
        assertThat(warnings.get(0).text()).isEqualTo("""
                [freshet/Impure] node "a" reads the clock, which no fingerprint sees: System.currentTimeMillis()
                    In Help.later, reached by way of P.a, Help.help.
                    Also reached from "b".
                    Fix: take the time from a parameter.
                    If it does not change what the node returns, write @SuppressWarnings("freshet-impure") at the member.""");
    }

    @Test
    void option_turnsWarningsOff() {
        String source = source("@Node static long n(int i) { return System.currentTimeMillis(); }");
        assertThat(warnings(source, "-Afreshet.Impure=off")).isEmpty();
        assertThat(warnings(source, "-Afreshet.Impure=error")).singleElement().matches(Message::isError);
    }
}

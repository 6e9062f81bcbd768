package dev.freshet.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The oracle itself: which closures an edit changes, by what the Java language and virtual machine say. */
final class ClosureTest {
    private static final Map<String, String> SOURCES =
            Map.of("demo/Flow.java", """
            package demo;
            import dev.freshet.*;
            import java.util.*;
            import java.util.function.*;
            @Mark @Pipeline class Flow {
                static final int LIMIT = 5;
                static final double RATE = Double.valueOf("1.5");
                static final Config CONFIG = new Config();
                static final List<String> NAMES = new ArrayList<>();
                static final String UNREAD = String.valueOf(7);
                static final ToIntFunction<String> FREE = String::length;
                static final boolean DONE = NAMES.add("x");
                static int even(int n) { return n == 0 ? 1 : odd(n - 1); }
                static int odd(int n) { return n == 0 ? 0 : even(n - 1); }
                static int limit() { return LIMIT; }
                static double rate() { return Orders.RATE; }
                static Function<Integer, Integer> first() { return each -> each + 1; }
                static Function<Integer, Integer> second(int captured) { return each -> each + captured; }
                static Comparator<String> third() {
                    return new Comparator<>() { public int compare(String a, String b) { return b.compareTo(a); } };
                }
                static Runnable fourth(int taken) {
                    return new Runnable() { public void run() { System.out.println(taken); } };
                }
                static int choose(Color color) { switch (color) { case RED: return 1; case BLUE: return 2; default: return 3; } }
                static double area(Shape shape) { return shape.area(); }
                static int hidden(other.Base base) { return base.call(); }
                static Object make() { return new Square(2); }
                static int help() { return Sub.help(); }
                static boolean marked(Object o) { return o.getClass() == Marked.class; }
                static <T> List<T> twice(T value) { return List.of(value, value); }
                @Node(outputs = "loaded") static int loaded(List<Bean> beans) { return beans.size(); }
                @Node(outputs = "saved") static Bean saved() { return null; }
                static Object local() { record Pair(@Named int a, List<String> b) {} return new Pair(1, null); }
                static int assertion(int n) { assert n > 0; return n; }
                static Object next(Ring<?>.Hand hand) { return hand.next(); }
                static Object fixed() { return Fixed.of(1); }
                static Object horn() { return new Horn(); }
                static Object abacus() { return new Abacus(); }
            }
            """, "demo/Kinds.java", """
            package demo;
            import java.lang.annotation.*;
            import java.util.*;
            enum Color { RED, GREEN, BLUE }
            class Config { final double seen = Flow.RATE; }
            class Orders { static final double A = 2 * 1.0; static final double RATE = Math.abs(A); }
            interface Shape { double area(); }
            class Square implements Shape, Comparable<Square> {
                final double side;
                Square(double side) { this.side = side; }
                public double area() { return side * side; }
                public int compareTo(Square o) { return Double.compare(side, o.side); }
                public String toString() { return "square"; }
                int unused() { return 1; }
            }
            class Base { static int help() { return 1; } }
            class Sub extends Base { }
            @Mark class Marked { }
            class Pojo { private int size; public int getSize() { return size; } public void setSize(int to) { size = to; } }
            class Bean extends Pojo { private List<Item> items; public List<Item> getItems() { return items; } }
            class Item { public String getName() { return "n"; } }
            interface Loud { default int volume() { return 1; } default void other() { } }
            class Horn implements Loud { }
            class Ring<T> { class Hand { Comparable<T> next() { return null; } } }
            class Fixed { static <E> List<E> of(E it) { return List.of(it); } }
            interface Counted { boolean SEEN = Flow.NAMES.add("z"); default int count() { return 1; } }
            interface Tally extends Counted { }
            class Abacus implements Tally { }
            @Retention(RetentionPolicy.RUNTIME) @interface Mark { String value() default "a"; }
            @Retention(RetentionPolicy.RUNTIME) @interface Named { }
            """, "other/Base.java", """
            package other;
            public class Base { int own() { return 1; } public int call() { return own(); } }
            """, "demo/Far.java", """
            package demo;
            public class Far extends other.Base { int own() { return 2; } }
            """);

    private static final Compiler COMPILER = new Compiler();
    private static Build before = Build.of(List.of(Classes.none()));

    @BeforeAll
    static void compileBefore() {
        before = build(SOURCES);
    }

    @AfterAll
    static void close() {
        COMPILER.close();
    }

    private static Build build(Map<String, String> sources) {
        return Build.clean(Version.of(sources), COMPILER);
    }

    private static Set<String> changed(Build after) {
        Set<String> changed = new TreeSet<>();
        for (NodeId node : before.program().staticMethods("demo/Flow")) {
            if (!after.program().has(node)
                    || !before.program()
                            .closure(node)
                            .digest()
                            .equals(after.program().closure(node).digest())) {
                changed.add(node.name());
            }
        }
        return changed;
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            n == 0 ? 0 : even       | n == 0 ? 2 : even             | even odd
            LIMIT = 5;              | LIMIT = 6;                    | limit
            each + 1                | each + 2                      | first
            each -> each + 1        | number -> number + 1          |
            second(int captured) { return each -> each + captured; | second(int other) { return each -> each + other; |
            fourth(int taken) {     | fourth(int given) { int taken = given; | fourth
            println(taken)          | print(taken)                  | fourth
            static int choose(      | static Object more() { return new Object() { }; } static int choose( |
            case RED: return 1; case BLUE: return 2; | case BLUE: return 2; case RED: return 1; | choose
            case RED: return 1;     | case GREEN: return 1;         | choose
            return new Square(2)    | return new Square(3)          | make
            @Named int a            | int a                         | local
            List<String> b          | List<Integer> b               | local
            assert n > 0            | assert n > 1                  | assertion
            static int limit()      | static int more(int n) { assert n > 0; return 1; } static int limit() |
            <T> List<T> twice(T     | <U> List<U> twice(U           |
            loaded(List<Bean> beans) | loaded(List<Pojo> beans)     | loaded
            static int limit()      | final static int limit()      |
            String.valueOf(7)       | String.valueOf(8)             |
            FREE = String::length   | FREE = new ToIntFunction<>() { public int applyAsInt(String of) { return 1; } } |
            """)
    void editOfTheNodesClass_changesTheseClosures(String from, String to, String nodes) {
        check("demo/Flow.java", from, to, nodes);
    }

    /** Every method of the class starts with its initialiser, so an edit of that changes all. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            NAMES.add("x")          | NAMES.add("y")
            RATE = Double.valueOf("1.5");\\n    static final Config CONFIG = new Config(); | RATE; static final Config CONFIG = new Config(); static { RATE = Double.valueOf("1.5"); }
            final double seen = Flow.RATE | final double seen = Flow.RATE + 1
            """)
    void editOfTheInitialiser_changesAllClosures(String from, String to) {
        String path = from.startsWith("final") ? "demo/Kinds.java" : "demo/Flow.java";
        assertThat(changed(edited(path, from.replace("\\n", "\n"), to)))
                .hasSameSizeAs(before.program().staticMethods("demo/Flow"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            RED, GREEN              | GREEN, RED                    | choose
            2 * 1.0                 | 3 * 1.0                       | rate
            return side * side      | return side                   | area
            Double.compare(side     | Double.compare(1 + side       | make
            return "square"         | return "circle"               | make
            int unused() { return 1 | int unused() { return 2       |
            class Square implements | final class Square implements |
            class Sub extends Base { | class Sub extends Base { static int help() { return 2; }  | help
            default "a"             | default "b"                   | marked
            @Mark class Marked      | class Marked                  | marked
            @Mark class Marked      | @Deprecated @Mark class Marked |
            size = to               | size = to + 1                 | loaded
            return size;            | return 1 + size;              | saved
            return "n"              | return "m"                    | saved
            public int getSize      | int getSize                   | loaded saved
            default int volume() { return 1; } default void other() { } | int HIGH = 1; |
            default int volume() {  | default int volume() { assert Flow.LIMIT > 0; |
            class Ring<T> { class Hand { Comparable<T> | class Ring<Other> { class Hand { Comparable<Other> |
            class Fixed {           | class Fixed<Added> {          |
            default int count() { return 1; } | int HIGH = 1;       | abacus
            add("z")                | add("y")                      | abacus
            class Base {            | interface Other extends Shape { } class Base { |
            class Base {            | class Round implements Shape { public double area() { return 1; } } class Base { | area
            """)
    void editOfHelpers_changesTheseClosures(String from, String to, String nodes) {
        check("demo/Kinds.java", from, to, nodes);
    }

    /** A method of another package overrides nothing that is package-private there. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            other/Base.java         | int own()                     | protected int own()  | hidden
            demo/Far.java           | return 2                      | return 3             | ''
            """)
    void editOfAnotherPackage_changesTheseClosures(String path, String from, String to, String nodes) {
        Map<String, String> sources = new TreeMap<>(SOURCES);
        sources.put("demo/Far.java", SOURCES.get("demo/Far.java").replace("int own", "protected int own"));
        before = build(sources);
        sources.put(path, sources.get(path).replace(from, to));
        assertThat(changed(build(sources))).isEqualTo(names(nodes));
        before = build(SOURCES);
    }

    private static void check(String path, String from, String to, String nodes) {
        assertThat(changed(edited(path, from, to))).isEqualTo(names(nodes == null ? "" : nodes));
    }

    private static Set<String> names(String nodes) {
        return nodes.isEmpty() ? Set.of() : new TreeSet<>(List.of(nodes.split(" ")));
    }

    private static Build edited(String path, String from, String to) {
        Map<String, String> sources = new TreeMap<>(SOURCES);
        assertThat(sources.get(path)).contains(from);
        sources.put(
                path,
                sources.get(path)
                        .replaceFirst(
                                java.util.regex.Pattern.quote(from), java.util.regex.Matcher.quoteReplacement(to)));
        return build(sources);
    }
}

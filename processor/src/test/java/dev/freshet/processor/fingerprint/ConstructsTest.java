package dev.freshet.processor.fingerprint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.runtime.plan.CompiledPipeline;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Ways in which code calls other code without naming it, or names it without calling it; a node for each. */
final class ConstructsTest {
    @TempDir
    static Path base;

    @TempDir
    Path mutated;

    private static Map<String, String> original;

    /**
     * One construct.
     *
     * @param name of the node that uses it
     * @param code the body of a class with a method {@code int use(int n)}
     * @param before a piece of it
     * @param after what comes in its place
     * @param changes whether the node must change
     */
    record Construct(String name, String code, String before, String after, boolean changes) {
        @Override
        public String toString() {
            return name;
        }
    }

    private static void add(List<Construct> all, String code, String... edits) {
        for (String edit : edits) {
            boolean changes = !edit.startsWith("=");
            String[] parts = (changes ? edit : edit.substring(1)).split(" => ", -1);
            all.add(new Construct("c" + all.size(), code, parts[0], parts[1], changes));
        }
    }

    static List<Construct> constructs() {
        List<Construct> all = new ArrayList<>();
        add(
                all,
                "static class R implements AutoCloseable { public void close() { log += 1; } int spare() { return 1; } }"
                        + " static int log; static int use(int n) { try (R r = new R()) { return n; } }",
                "log += 1 => log += 2",
                "=return 1 => return 2");
        add(
                all,
                "static class Range implements Iterable<Integer> { public java.util.Iterator<Integer> iterator() { return java.util.List.of(1, 2).iterator(); } }"
                        + " static int use(int n) { int s = 0; for (int i : new Range()) { s += i; } return s; }",
                "List.of(1, 2) => List.of(1, 3)");
        add(
                all,
                "static class Key { final int k; Key(int k) { this.k = k; } @Override public int hashCode() { return k; }"
                        + " @Override public boolean equals(Object o) { return o instanceof Key other && other.k == k; } }"
                        + " static int use(int n) { return new java.util.HashSet<>(java.util.List.of(new Key(n), new Key(n + 1))).size(); }",
                "return k; => return k + 1;",
                "other.k == k => other.k != k");
        add(
                all,
                "static class Item implements Comparable<Item> { int k; public int compareTo(Item o) { return k - o.k; } }"
                        + " static int use(int n) { var items = new java.util.ArrayList<>(java.util.List.of(new Item())); java.util.Collections.sort(items); return items.get(0).k; }",
                "k - o.k => o.k - k");
        add(
                all,
                "interface Shape { int area(); default int twice() { return 2 * area(); } static int zero() { return 0; } private int hidden() { return 3; } }"
                        + " record Square(int s) implements Shape { public int area() { return s * s; } }"
                        + " static int use(int n) { Shape shape = new Square(n); return shape.twice() + Shape.zero(); }",
                "s * s => s * s + 1",
                "2 * area() => 3 * area()",
                "return 0; => return 1;",
                "=return 3; => return 4;");
        add(
                all,
                "static class A { int m() { return 1; } } static class B extends A { @Override int m() { return super.m() + 1; } }"
                        + " static int use(int n) { A a = n > 0 ? new B() : new A(); return a.m(); }",
                "return 1; => return 2;",
                "super.m() + 1 => super.m() + 2");
        add(
                all,
                "static int one() { return 1; } static int two() { return 2; }"
                        + " static int use(int n) { java.util.function.IntSupplier s = Host::one; return s.getAsInt(); }",
                "return 1; => return 5;",
                "=return 2; => return 5;",
                "Host::one => Host::two");
        add(
                all,
                "static class Made { final int v; Made() { v = 7; } Made(int v) { this.v = v; } }"
                        + " static int use(int n) { java.util.function.Supplier<Made> s = Made::new; return s.get().v; }",
                "v = 7 => v = 8",
                "=this.v = v => this.v = v + 1");
        add(
                all,
                "interface Ops { int[] TABLE = {1, 2}; int OTHER = Integer.parseInt(\"3\"); }"
                        + " static int use(int n) { return Ops.TABLE[n]; }",
                "{1, 2} => {1, 3}");
        add(
                all,
                "static class Oops extends RuntimeException { private static final long serialVersionUID = 1; @Override public String getMessage() { return \"a\"; } }"
                        + " static int use(int n) { try { throw new Oops(); } catch (RuntimeException e) { return e.getMessage().length(); } }",
                "return \"a\" => return \"ab\"");
        add(
                all,
                "static int sum(int... all) { int s = 0; for (int each : all) { s += each; } return s; } static int sum(int one) { return one; }"
                        + " static int use(int n) { return sum(n, 1); }",
                "s += each => s -= each",
                "=return one => return -one",
                "sum(n, 1) => sum(n)");
        add(
                all,
                "sealed interface Node permits Leaf, Pair {} record Leaf(int v) implements Node {} record Pair(Node a, Node b) implements Node {}"
                        + " static int size(Node x) { if (x instanceof Leaf l) { return l.v(); } Pair p = (Pair) x; return size(p.a()) + size(p.b()); }"
                        + " static int use(int n) { return size(new Pair(new Leaf(n), new Leaf(2))); }",
                "size(p.a()) + => size(p.a()) *",
                "new Leaf(2) => new Leaf(3)");
        add(
                all,
                "enum Op { ADD { int of(int a) { return a + 1; } }, SUB { int of(int a) { return a - 1; } }; abstract int of(int a); }"
                        + " static int use(int n) { return Op.valueOf(\"ADD\").of(n); }",
                "a + 1 => a + 2",
                "a - 1 => a - 2");
        add(
                all,
                "static class Outer { int k = 4; class Inner { int get() { return k; } } }"
                        + " static int use(int n) { return new Outer().new Inner().get(); }",
                "k = 4 => k = 5");
        add(
                all,
                "static int use(int n) { record Point(int x, int y) { int sum() { return x + y; } } enum E { A, B } return new Point(n, 1).sum() + E.B.ordinal(); }",
                "x + y => x - y",
                "{ A, B } => { B, A }");
        add(
                all,
                "static <T extends Comparable<T>> T max(T a, T b) { return a.compareTo(b) > 0 ? a : b; }"
                        + " static int use(int n) { return max(n, 2); }",
                "> 0 => >= 0");
        add(
                all,
                "static abstract class Base { Base() { init(); } abstract void init(); } static class Derived extends Base { int v; void init() { v = 3; } }"
                        + " static int use(int n) { return new Derived().v; }",
                "v = 3 => v = 4");
        add(
                all,
                "static class Lazy { static final int V; static { V = compute(); } static int compute() { return 6; } static int unread() { return 1; } }"
                        + " static int use(int n) { return Lazy.V; }",
                "return 6 => return 7",
                "=return 1 => return 2");
        add(
                all,
                "static class Task implements Runnable { static int done; public void run() { done = 2; } }"
                        + " static int use(int n) { Thread t = new Thread(new Task()); t.start(); return Task.done; }",
                "done = 2 => done = 3");
        add(
                all,
                "static class Money { @Override public String toString() { return \"m\"; } }"
                        + " static int use(int n) { StringBuilder b = new StringBuilder(); b.append(new Money()); return (b + String.valueOf(new Money())).length(); }",
                "\"m\" => \"mm\"");
        add(
                all,
                "static int use(int n) { String t = \"\"\"\n    a\n    b\"\"\"; assert n > 0 : \"low\"; return t.length() + (char) (n + 'a'); }",
                "    b => \tb",
                "n > 0 => n > 1",
                "'a' => 'b'");
        add(
                all,
                "static class Box<T> { private final T v; Box(T v) { this.v = v; } <R> Box<R> map(java.util.function.Function<? super T, ? extends R> f) { return new Box<>(f.apply(v)); } T get() { return v; } }"
                        + " static int use(int n) { return new Box<>(n).map(x -> x + 1).get(); }",
                "x -> x + 1 => x -> x + 2",
                "f.apply(v) => f.apply(this.v == null ? null : v)");
        add(
                all,
                "static long use(long n) { long x = n; int y = (int) n; Integer z = y; return x + y + z; } static int use(int n) { return (int) use((long) n); }",
                "Integer z = y => int z = y",
                "Integer z = y => Long z = (long) y");
        return all;
    }

    private static void write(Path directory, List<Construct> all, Construct edit) throws IOException {
        Path sources = Files.createDirectories(directory.resolve("src"));
        StringBuilder flow = new StringBuilder("package made;\n@dev.freshet.Pipeline\npublic class Flow {\n");
        for (Construct each : all) {
            String host = "Host" + each.name();
            String code = each.equals(edit) ? each.code().replace(each.before(), each.after()) : each.code();
            Files.writeString(
                    sources.resolve(host + ".java"),
                    "package made;\nfinal class " + host + " { " + code.replace("Host::", host + "::") + " }\n");
            flow.append("    @dev.freshet.Node(inputs = \"n\") static int ")
                    .append(each.name())
                    .append("(int n) { return ")
                    .append(host)
                    .append(".use(n); }\n");
        }
        Files.writeString(sources.resolve("Flow.java"), flow.append("}\n"));
        SourceCompiler.compile(MutationTest.files(sources), directory.resolve("classes"), List.of());
    }

    @BeforeAll
    static void compileOriginal() throws IOException {
        List<Construct> all = constructs();
        write(base, all, null);
        original = fingerprints(base.resolve("classes"));
    }

    private static Map<String, String> fingerprints(Path classes) throws IOException {
        try (URLClassLoader loader =
                new URLClassLoader(new URL[] {classes.toUri().toURL()}, ConstructsTest.class.getClassLoader())) {
            CompiledPipeline pipeline = (CompiledPipeline)
                    loader.loadClass("made.FlowPipeline").getMethod("create").invoke(null);
            return MutationTest.fingerprints(pipeline, List.of(classes));
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(e);
        }
    }

    @ParameterizedTest
    @MethodSource("constructs")
    void edit_changesTheNodeThatUsesIt(Construct construct) throws IOException {
        assertThat(construct.code()).contains(construct.before());
        write(mutated, constructs(), construct);
        Map<String, String> after = fingerprints(mutated.resolve("classes"));
        TreeSet<String> changed = new TreeSet<>(new TreeMap<>(after).keySet());
        changed.removeIf(node -> after.get(node).equals(original.get(node)));
        assertThat(changed)
                .as("%s: %s => %s", construct.code(), construct.before(), construct.after())
                .isEqualTo(construct.changes() ? new TreeSet<>(List.of(construct.name())) : new TreeSet<>());
    }

    @Test
    void constructs_areMany() {
        assertThat(constructs()).hasSizeGreaterThan(40);
    }
}

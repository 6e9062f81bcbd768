package dev.freshet.processor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.processor.TestCompiler.Compiled;
import dev.freshet.processor.TestCompiler.Message;
import dev.freshet.processor.model.Code;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * One mistake is one error, at the exact place. {@code /*!Code*}{@code /} in a source stands right before the place where
 * the error must be; a source without it must compile.
 */
final class ErrorsTest {
    private static final Pattern MARK = Pattern.compile("/\\*!(\\w+)\\*/");
    private static final String HEAD = """
            package demo;
            import dev.freshet.*;
            import java.util.*;
            import java.util.function.Supplier;
            import java.util.stream.*;
            """;

    /** A source and words that the first line of the error, or what follows it, must hold. */
    record Case(String name, String source, String... words) {
        @Override
        public String toString() {
            return name;
        }
    }

    private static Case of(String name, String body, String... words) {
        return new Case(name, HEAD + body, words);
    }

    static List<Case> cases() {
        List<Case> cases = new ArrayList<>();
        cases.addAll(names());
        cases.addAll(signatures());
        cases.addAll(types());
        cases.addAll(untypedStreams());
        cases.addAll(options());
        cases.addAll(outcomes());
        cases.addAll(includes());
        return cases;
    }

    /** A pipeline {@code S} that makes {@code orders} of {@code raw} and {@code revenue} of those, to be included by {@code P}. */
    private static Case include(String name, String pipeline, String... words) {
        return of(name, pipeline + """

                @Pipeline class S {
                  @Node(outputs = "orders") static List<String> clean(List<String> raw) { return raw; }
                  @Node(inputs = {"orders", "params:vat.rate"}, outputs = "revenue")
                  static double sum(List<String> orders, double vat) { return orders.size() * vat; }
                }""", words);
    }

    private static List<Case> includes() {
        return List.of(
                include("include_noPipeline", """
                        @Pipeline(include = @Include(String/*!BadInclude*/.class)) class P { }""", "java.lang.String is not a pipeline"),
                include("include_unknownInput", """
                        @Pipeline(include = @Include(value = S.class, as = "eu", inputs = /*!BadInclude*/"rwa")) class P { }""", "S has no pipeline input \"rwa\"", "Did you mean \"raw\"?"),
                include("include_outputAsInput", """
                        @Pipeline(include = @Include(value = S.class, as = "eu", inputs = /*!BadInclude*/"orders")) class P { }""", "It has raw."),
                include("include_unknownOutput", """
                        @Pipeline(include = @Include(value = S.class, as = "eu", outputs = /*!BadInclude*/"ordres = o")) class P { }""", "S has no output \"ordres\""),
                include("include_unknownParameter", """
                        @Pipeline(include = @Include(value = S.class, as = "eu", parameters = /*!BadInclude*/"rate")) class P { }""", "S has no parameter \"rate\""),
                include("include_badNamespace", """
                        @Pipeline(include = @Include(value = S.class, as = /*!BadName*/"e u")) class P { }"""),
                include("include_badName", """
                        @Pipeline(include = @Include(value = S.class, inputs = /*!BadName*/"raw = r w")) class P { }"""),
                include("include_mappedTwice", """
                        @Pipeline(include = @Include(value = S.class, inputs = {"raw", /*!BadInclude*/"raw = x"})) class P { }""", "is mapped twice"),
                include("include_itself", """
                        @Pipeline(include = @Include(value = P/*!BadInclude*/.class, as = "p")) class P { }""", "P includes itself: P -> P"),
                include("include_twiceWithoutNamespaces", """
                        @Pipeline(include = {@Include(S.class), @Include(value = S/*!DuplicateNode*/.class, outputs = {"orders = o", "revenue = r"})}) class P { }"""),
                include(
                        "include_inputOfAnotherType",
                        """
                        @Pipeline(include = @Include(value = S.class, as = "eu", inputs = /*!TypeMismatch*/"raw = numbers")) class P {
                          @Node static int numbers(int i) { return i; }
                        }""",
                        "\"numbers\" is int, made by P.numbers, but S.clean takes List<String>"),
                include(
                        "include_readerOfAnotherType",
                        """
                        @Pipeline(include = @Include(value = S.class, as = "eu")) class P {
                          @Node(inputs = /*!TypeMismatch*/"eu.revenue") static int round(String revenue) { return 1; }
                        }""",
                        "\"eu.revenue\" is double, made by S.sum, but P.round takes String"),
                include(
                        "include_inputThatNobodyMakes",
                        """
                        @Pipeline(inputs = "x", include = @Include(value = S/*!UnknownInput*/.class, as = "eu")) class P {
                          @Node static int n(int x) { return x; }
                        }""",
                        "produces \"eu.raw\"",
                        "Fix: map it, as in @Include(inputs = \"raw = other_name\")"),
                include("include_readerOfAMisspeltName", """
                        @Pipeline(include = @Include(value = S.class, as = "eu")) class P {
                          @Node(inputs = /*!UnknownInput*/"eu.revnue") static int round(double revenue) { return 1; }
                        }""", "Did you mean \"eu.revenue\" (output of S.sum)?"),
                include("include_cycleThroughTheIncluded", """
                        @Pipeline(include = @Include(value = S.class, as = "eu", inputs = /*!Cycle*/"raw")) class P {
                          @Node(inputs = "eu.revenue", outputs = "raw") static List<String> back(double revenue) { return List.of(); }
                        }"""),
                of("include_afterAnIncludedNode_accepted", """
                        @Pipeline(include = @Include(value = P.S.class, as = "eu")) class P {
                          @Node(after = "eu.first") static int last(int seed) { return seed; }
                          @Pipeline static class S { @Node static int first(int start) { return start; } }
                        }"""),
                of("include_mistakeInside_isReportedThereOnly", """
                        @Pipeline(include = @Include(value = P.S.class, as = "eu")) class P {
                          @Node(inputs = "eu.n") static int m(int n) { return n; }
                          @Pipeline static class S { @Node(outputs = /*!VoidOutput*/"n") static void n(int i) { } }
                        }"""));
    }

    private static List<Case> names() {
        return List.of(
                of(
                        "unknownInput_nearOutput",
                        """
                        @Pipeline class P {
                          @Node(outputs = "orders_clean") static List<String> clean(List<String> raw) { return raw; }
                          @Node(inputs = {"fx", /*!UnknownInput*/"orders_claen"}, outputs = "n") static int n(int fx, List<String> o) { return 1; }
                        }""",
                        "no @Node of P produces \"orders_claen\"",
                        "Did you mean \"orders_clean\" (output of P.clean)?"),
                of(
                        "unknownInput_declaredInputs",
                        """
                        @Pipeline(inputs = "raw") class P {
                          @Node(outputs = "a") static int a(int /*!UnknownInput*/whatever) { return 1; }
                        }""",
                        "produces \"whatever\"",
                        "add \"whatever\" to @Pipeline(inputs)"),
                of("unknownInput_nearDeclared", """
                        @Pipeline(inputs = "orders_raw") class P {
                          @Node(inputs = /*!UnknownInput*/"orders_rwa", outputs = "a") static int a(int x) { return 1; }
                        }""", "Did you mean \"orders_raw\" (declared in @Pipeline)?"),
                of("freeInputs_nothingDeclared_accepted", """
                        @Pipeline class P { @Node static int a(int anything) { return 1; } }"""),
                of("freeInputs_differInDigitsOnly_accepted", """
                        @Pipeline class P {
                          @Node static int part1(int a) { return 1; }
                          @Node(inputs = "part2") static int b(int x) { return 1; }
                        }"""),
                of("badName_node", """
                        @Pipeline class P { @Node(name = /*!BadName*/"my node") static int a(int x) { return 1; } }""", "\"my node\" cannot be the name of a node"),
                of("badName_output", """
                        @Pipeline class P { @Node(outputs = /*!BadName*/"a/b") static int a(int x) { return 1; } }"""),
                of("badName_twoFormats", """
                        @Pipeline class P { @Node(inputs = /*!BadName*/"a@b@c") static int a(int x) { return 1; } }"""),
                of("badName_parameterMade", """
                        @Pipeline class P { @Node(outputs = /*!BadName*/"params:x") static int a(int x) { return 1; } }""", "is a parameter"),
                of("duplicateNode_overload", """
                        @Pipeline class P {
                          @Node(outputs = "x") static int a(int i) { return 1; }
                          /*!DuplicateNode*/@Node(outputs = "y") static int a(String s) { return 1; }
                        }""", "P.a is the second node named \"a\"; the first is P.a(int)"),
                of("duplicateNode_name", """
                        @Pipeline class P {
                          @Node static int a(int i) { return 1; }
                          @Node(name = /*!DuplicateNode*/"a") static int b(int i) { return 1; }
                        }"""),
                of("duplicateOutput_twoNodes", """
                        @Pipeline class P {
                          @Node(outputs = "x") static int a(int i) { return 1; }
                          @Node(outputs = /*!DuplicateOutput*/"x") static int b(int i) { return 1; }
                        }""", "P.b produces \"x\", which P.a already produces"),
                of("duplicateOutput_twoFormats", """
                        @Pipeline class P {
                          @Node(outputs = "x@csv") static int a(int i) { return 1; }
                          @Node(outputs = /*!DuplicateOutput*/"x@json") static int b(int i) { return 1; }
                        }"""),
                of("duplicateOutput_oneNode", """
                        @Pipeline class P {
                          record R(int a, int b) {}
                          @Node(outputs = {"x", /*!DuplicateOutput*/"x"}) static R a(int i) { return new R(1, 2); }
                        }""", "P.a produces \"x\" twice"),
                of("mixedTranscoding", """
                        @Pipeline class P {
                          @Node(outputs = "x") static int a(int i) { return 1; }
                          @Node(inputs = /*!MixedTranscoding*/"x@csv") static int b(int i) { return 1; }
                        }"""),
                of("selfLoop_data", """
                        @Pipeline class P { @Node(inputs = /*!SelfLoop*/"x", outputs = "x") static int a(int i) { return 1; } }""", "P.a reads \"x\", which it produces itself"),
                of("selfLoop_after", """
                        @Pipeline class P { @Node(after = /*!SelfLoop*/"a") static int a(int i) { return 1; } }"""),
                of("cycle_data", """
                        @Pipeline class P {
                          @Node(inputs = /*!Cycle*/"z", outputs = "x") static int a(int i) { return 1; }
                          @Node(inputs = "x", outputs = "y") static int b(int i) { return 1; }
                          @Node(inputs = "y", outputs = "z") static int c(int i) { return 1; }
                          @Node(inputs = "z", outputs = "behind") static int d(int i) { return 1; }
                        }""", "a -(x)-> b -(y)-> c -(z)-> a"),
                of("cycle_after", """
                        @Pipeline class P {
                          @Node(outputs = "x", after = /*!Cycle*/"b") static int a(int i) { return 1; }
                          @Node(inputs = "x", outputs = "y") static int b(int i) { return 1; }
                        }""", "a -(x)-> b -(after)-> a"),
                of("cycle_twoKnots_oneErrorEach", """
                        @Pipeline class P {
                          @Node(inputs = /*!Cycle*/"b1", outputs = "a1") static int a(int i) { return 1; }
                          @Node(inputs = "a1", outputs = "b1") static int b(int i) { return 1; }
                          @Node(inputs = {/*!Cycle*/"d1", "b1"}, outputs = "c1") static int c(int i, int j) { return 1; }
                          @Node(inputs = "c1", outputs = "d1") static int d(int i) { return 1; }
                        }"""),
                of(
                        "unknownAfter_near",
                        """
                        @Pipeline class P {
                          @Node static int cleanup(int i) { return 1; }
                          @Node(after = {"cleanup", /*!UnknownAfter*/"claenup"}) static int b(int i) { return 1; }
                        }""",
                        "P has no node named \"claenup\"",
                        "Did you mean \"cleanup\" (P.cleanup)?"));
    }

    private static List<Case> signatures() {
        return List.of(
                of("arity_tooMany", """
                        @Pipeline class P { @Node(inputs = {"x", /*!Arity*/"y"}) static int a(int i) { return 1; } }""", "P.a takes 1 dataset but @Node names 2: no parameter takes \"y\""),
                of("arity_tooFew", """
                        @Pipeline class P { @Node(inputs = /*!Arity*/"x") static int a(int i, int second) { return 1; } }""", "no input is named for the parameter \"second\""),
                of("arity_emptyInputs", """
                        @Pipeline class P { /*!Arity*/@Node(inputs = {}) static int a(int i) { return 1; } }"""),
                of("arity_contextAndParamDoNotCount", """
                        @Pipeline class P {
                          @Node(inputs = "x") static int a(NodeContext c, @Param("p.q") double p, int i) { return 1; }
                        }"""),
                of("arity_injectedDoesNotCount", """
                        @Pipeline class P {
                          @Node(inputs = "x") static int a(@Injected Thread t, int i) { return 1; }
                          @Node static int b(int a, @Injected List<String> l) { return 1; }
                        }"""),
                of(
                        "arity_tooFewBesideInjected",
                        """
                        @Pipeline class P { @Node(inputs = /*!Arity*/"x") static int a(int i, @Injected Thread t, int second) { return 1; } }""",
                        "P.a takes 2 datasets but @Node names 1: no input is named for the parameter \"second\""),
                of("voidOutput", """
                        @Pipeline class P { @Node(outputs = /*!VoidOutput*/"x") static void a(int i) {} }""", "P.a returns void, so it cannot produce \"x\""),
                of("voidOutput_severalOutputs_oneError", """
                        @Pipeline class P { @Node(outputs = {/*!VoidOutput*/"x", "y"}) static void a(int i) {} }"""),
                of("outputArity_noRecord", """
                        @Pipeline class P { @Node(outputs = {"x", /*!OutputArity*/"y"}) static List<String> a(int i) { return List.of(); } }""", "P.a names 2 outputs but returns List<String>, which is not a record"),
                of("outputArity_fewerComponents", """
                        @Pipeline class P {
                          record R(int a, int b) {}
                          @Node(outputs = {"x", "y", /*!OutputArity*/"z"}) static R a(int i) { return new R(1, 2); }
                        }""", "names 3 outputs but the record P.R has 2 components"),
                of("outputArity_moreComponents", """
                        @Pipeline class P {
                          record R(int a, int b, int c) {}
                          @Node(outputs = {"x", /*!OutputArity*/"y"}) static R a(int i) { return new R(1, 2, 3); }
                        }"""),
                of("notAccessible_method", """
                        @Pipeline class P { /*!NotAccessible*/@Node private static int a(int i) { return 1; } }"""),
                of("notAccessible_holder", """
                        class Outer { /*!NotAccessible*/@Pipeline private static class P { @Node static int a(int i) { return 1; } } }"""),
                of("orphanNode", """
                        class P { @Node static int /*!OrphanNode*/a(int i) { return 1; } }""", "belongs to no pipeline"));
    }

    private static List<Case> types() {
        return List.of(
                mismatch(
                        "List<String>",
                        "List<Integer>",
                        "\"x\" is List<String>, made by P.a, but P.b takes List<Integer>"),
                mismatch("List<Integer>", "List<Number>"),
                fits("List<Integer>", "List<? extends Number>"),
                fits("ArrayList<Integer>", "Collection<? extends Number>"),
                mismatch("List<? extends Number>", "List<Number>"),
                fits("List<? extends Integer>", "List<? extends Number>"),
                fits(
                        "Map<String, List<Integer>>",
                        "Map<? extends CharSequence, ? extends Collection<? super Integer>>"),
                mismatch("Map<String, List<Integer>>", "Map<String, List<? extends Number>>"),
                fits("int", "long"),
                fits("int", "Integer"),
                fits("Integer", "int"),
                fits("int", "Object"),
                fits("Integer", "double"),
                fits("char", "int"),
                mismatch("int", "Long"),
                mismatch("long", "int"),
                mismatch("double", "Float"),
                mismatch("boolean", "int"),
                fits("int[]", "int[]"),
                mismatch("int[]", "long[]"),
                fits("Integer[]", "Number[]"),
                fits("List<String>[]", "Collection<String>[]"),
                mismatch("List", "List<String>", "A raw type hides its type arguments."),
                fits("String", "Comparable<String>"),
                mismatch("String", "Comparable<Integer>"),
                of("typeMismatch_recordComponent", """
                        @Pipeline class P {
                          record R<T>(List<T> left, int right) {}
                          @Node(outputs = {"l", "r"}) static R<String> a(int i) { return new R<>(List.of(), 1); }
                          @Node(inputs = {"l", /*!TypeMismatch*/"r"}) static int b(List<String> l, String r) { return 1; }
                        }""", "\"r\" is int"),
                of("typeMismatch_genericRecordComponent", """
                        @Pipeline class P {
                          record R<T>(List<T> left, int right) {}
                          @Node(outputs = {"l", "r"}) static R<String> a(int i) { return new R<>(List.of(), 1); }
                          @Node(inputs = /*!TypeMismatch*/"l") static int b(List<Integer> l) { return 1; }
                        }""", "\"l\" is List<String>"),
                of("typeMismatch_sameSimpleNames_qualified", """
                        @Pipeline class P {
                          static class Date {}
                          @Node(outputs = "x") static java.util.Date a(int i) { return null; }
                          @Node(inputs = /*!TypeMismatch*/"x") static int b(P.Date d) { return 1; }
                        }"""),
                of(
                        "typeMismatch_freeInput_readersDisagree",
                        """
                        @Pipeline class P {
                          @Node(inputs = "x") static int a(List<String> l) { return 1; }
                          @Node(inputs = "x") static int b(Collection<?> l) { return 1; }
                          @Node(inputs = /*!TypeMismatch*/"x") static int c(List<Integer> l) { return 1; }
                        }""",
                        "\"x\" is List<Integer> here, but another node takes List<String>",
                        "it is a pipeline input, and P.c and P.a read it"),
                of("freeInput_readersAgreeOnNarrowest_accepted", """
                        @Pipeline class P {
                          @Node(inputs = "x") static int a(Iterable<? extends Number> l) { return 1; }
                          @Node(inputs = "x") static int b(List<Integer> l) { return 1; }
                          @Node(inputs = "x") static int c(Object l) { return 1; }
                          @Node(inputs = "params:p") static int d(int p) { return 1; }
                          @Node(inputs = "params:p") static int e(double p) { return 1; }
                        }"""),
                of("transcoded_otherType_accepted", """
                        @Pipeline class P {
                          @Node(outputs = "x@csv") static List<String> a(int i) { return List.of(); }
                          @Node(inputs = "x@text") static int b(String text) { return 1; }
                        }"""),
                of("unreachableType_private", """
                        @Pipeline class P {
                          private record R(int a) {}
                          @Node static int a(List<R> /*!UnreachableType*/rows) { return 1; }
                        }""", "R is private"),
                of("unreachableType_genericMethod", """
                        @Pipeline class P { /*!UnreachableType*/@Node static <T> List<T> a(List<T> rows) { return rows; } }"""),
                of("unreachableType_genericMethod_itsReadersAreNoErrors", """
                        @Pipeline class P {
                          /*!UnreachableType*/@Node(outputs = "b") static <T> List<T> a(List<T> rows) { return rows; }
                          @Node static int c(List<String> b) { return b.size(); }
                        }"""),
                of("unreachableType_genericHolder", """
                        @Pipeline class P<T> { @Node int a(List<T> /*!UnreachableType*/rows) { return 1; } }""", "T is a type variable"));
    }

    private static Case mismatch(String from, String to, String... words) {
        return of("typeMismatch_" + from + "_to_" + to, pair(from, to, "/*!TypeMismatch*/"), words);
    }

    private static Case fits(String from, String to) {
        return of("assignable_" + from + "_to_" + to, pair(from, to, ""));
    }

    private static String pair(String from, String to, String mark) {
        return """
                @SuppressWarnings("rawtypes") @Pipeline class P {
                  @Node(outputs = "x") static FROM a() { throw new IllegalStateException(); }
                  @Node(inputs = MARK"x") static int b(TO value) { return 1; }
                }""".replace("FROM", from).replace("TO", to).replace("MARK", mark);
    }

    private static List<Case> parts() {
        List<Case> cases = new ArrayList<>();
        cases.add(of("parts_areMapsToOthers", """
                @Pipeline class P {
                  record R(int size, String first) { }
                  @Node(inputs = "in", outputs = "days") static void a(int in, PartitionSink<List<String>> days) { }
                  @Node(inputs = {"in", "days"}, outputs = {"size", "first"}, each = "days") static R b(int in, Collection<String> day) { return new R(1, ""); }
                  @Node(inputs = "days") static int c(Partitions<? extends Iterable<String>> days) { return 1; }
                  @Node(inputs = {"size", "first"}) static int d(Map<String, Integer> size, Partitions<String> first) { return 1; }
                  @Node(inputs = "size", outputs = "doubled", each = "size") static long e(int size) { return size; }
                  @Node(inputs = "doubled") static int f(Map<String, Long> doubled) { return 1; }
                  @Node(inputs = "free", outputs = "g", each = "free") static int g(double free) { return 1; }
                  @Node(inputs = "free") static int h(Map<String, Double> free) { return 1; }
                }"""));
        cases.add(of(
                "typeMismatch_ofParts",
                """
                @Pipeline class P {
                  @Node static void a(int i, PartitionSink<String> days) { }
                  @Node(inputs = /*!TypeMismatch*/"days") static int b(Partitions<Integer> days) { return 1; }
                }""",
                "\"days\" is Map<String,String>, made by P.a, but P.b takes Partitions<Integer>"));
        cases.add(of("typeMismatch_ofAPart", """
                @Pipeline class P {
                  @Node static void a(int i, PartitionSink<String> days) { }
                  @Node(inputs = /*!TypeMismatch*/"days", each = "days") static int b(int day) { return 1; }
                }"""));
        cases.add(of("typeMismatch_eachOfAList", """
                @Pipeline class P {
                  @Node(outputs = "days") static List<String> a(int i) { return List.of(); }
                  @Node(inputs = /*!TypeMismatch*/"days", each = "days") static int b(String day) { return 1; }
                }"""));
        cases.add(of("badEach_unknown", """
                @Pipeline class P {
                  @Node(inputs = "days", outputs = "x", each = /*!BadEach*/"day") static int b(String days) { return 1; }
                }""", "P.b does not read \"day\"", "Did you mean \"days\" (an input of P.b)?"));
        cases.add(of("badEach_unknown_itsTypesAreNoErrors", """
                @Pipeline class P {
                  @Node static void a(PartitionSink<List<String>> days) { }
                  @Node(inputs = "days", outputs = "x", each = /*!BadEach*/"day") static int b(List<String> day) { return 1; }
                }""", "P.b does not read \"day\""));
        cases.add(of(
                "badEach_withASink",
                """
                @Pipeline class P {
                  @Node(inputs = "days", outputs = "x", each = "days") static void b(String day, PartitionSink<String> /*!BadEach*/x) { }
                }""",
                "P.b runs for each partition of \"days\", so it cannot take a PartitionSink"));
        cases.add(of(
                "badEach_asAnOutcome",
                """
                @Pipeline class P {
                  @Node(inputs = "days", outputs = "x", each = "days") static int b(Outcome<String> /*!BadEach*/day) { return 1; }
                }""",
                "P.b runs for each partition of \"days\", so it cannot take one as Outcome<String>",
                "Fix: take the partition's value, or a Stream, an Iterable or a Supplier of it."));
        cases.add(of(
                "typeMismatch_ofTheRecordsOfAPart",
                """
                @Pipeline class P {
                  @Node static void a(int i, PartitionSink<List<String>> days) { }
                  @Node(inputs = /*!TypeMismatch*/"days", each = "days") static int b(Stream<Integer> day) { return 1; }
                }""",
                "\"days\" is Map<String,List<String>>, made by P.a, but P.b takes"));
        cases.add(of("typeMismatch_ofTheStreamOfAPart", """
                @Pipeline class P {
                  @Node static void a(int i, PartitionSink<String> in) { }
                  @Node(inputs = "in", outputs = "days", each = "in") static Stream<String> b(String in) { return Stream.of(in); }
                  @Node(inputs = /*!TypeMismatch*/"days", each = "days") static int c(Iterable<Integer> day) { return 1; }
                }"""));
        cases.add(of("typeMismatch_ofTheSinkOfAPart", """
                @Pipeline class P {
                  @Node static void a(int i, PartitionSink<String> in) { }
                  @Node(inputs = "in", outputs = "days", each = "in") static void b(Supplier<String> in, Sink<String> days) { }
                  @Node(inputs = /*!TypeMismatch*/"days", each = "days") static int c(List<Integer> day) { return 1; }
                }"""));
        cases.add(of("untypedStream_rawOfAPart", """
                @SuppressWarnings("rawtypes")
                @Pipeline class P {
                  @Node(inputs = "days", outputs = /*!UntypedStream*/"x", each = "days") static Stream b(String days) { return Stream.of(days); }
                }"""));
        cases.add(of("untypedStream_rawPartitions", """
                @SuppressWarnings("rawtypes")
                @Pipeline class P { @Node(inputs = /*!UntypedStream*/"x") static int a(Partitions s) { return 1; } }"""));
        return cases;
    }

    private static List<Case> streams() {
        List<Case> cases = new ArrayList<>();
        cases.add(of("streams_ofOneElementType_areListsToOthers", """
                @Pipeline class P {
                  @Node(inputs = "raw", outputs = "rows") static Stream<String> a(Stream<String> raw) { return raw; }
                  @Node(inputs = "rows", outputs = {"x", "y"}) static void b(Iterable<String> rows, Sink<? super String> x, NodeContext c, Sink<Integer> y) { }
                  @Node(inputs = {"x", "y"}) static int c(List<String> x, Collection<? extends Number> y) { return 1; }
                  @Node(inputs = {"rows", "y", "raw"}) static int d(Stream<? extends CharSequence> rows, Supplier<List<Integer>> y, List<String> raw) { return 1; }
                  @Node static void e(List<String> rows, Sink<String> copied) { }
                  @Node static int f(Stream<String> copied) { return 1; }
                  record R(Stream<Integer> one, int two) { }
                  @Node(inputs = "y", outputs = {"one", "two", "three"}) static R g(Stream<Integer> y, Sink<Long> three) { return new R(y, 1); }
                  @Node(inputs = {"one", "three", "two"}) static void h(List<Integer> one, Iterable<Long> three, Supplier<Integer> two) { }
                }"""));
        cases.add(of(
                "typeMismatch_ofElements",
                """
                @Pipeline class P {
                  @Node(outputs = "rows") static Stream<String> a(int i) { return Stream.of("" + i); }
                  @Node(inputs = /*!TypeMismatch*/"rows") static int b(Stream<Integer> rows) { return 1; }
                }""",
                "\"rows\" is List<String>, made by P.a, but P.b takes Stream<Integer>"));
        cases.add(of("typeMismatch_ofASink", """
                @Pipeline class P {
                  @Node static void a(int i, Sink<String> rows) { }
                  @Node(inputs = /*!TypeMismatch*/"rows") static int b(List<Integer> rows) { return 1; }
                }"""));
        cases.add(of(
                "typeMismatch_streamOfOneValue", """
                @Pipeline class P {
                  @Node(outputs = "row") static String a(int i) { return "" + i; }
                  @Node(inputs = /*!TypeMismatch*/"row") static int b(Stream<String> row) { return 1; }
                }""", "\"row\" is String, made by P.a, but P.b takes Stream<String>"));
        cases.add(of("typeMismatch_ofASupplier", """
                @Pipeline class P {
                  @Node(outputs = "row") static String a(int i) { return "" + i; }
                  @Node(inputs = /*!TypeMismatch*/"row") static int b(Supplier<Integer> row) { return 1; }
                }"""));
        cases.add(of(
                "typeMismatch_readersOfAFreeInput",
                """
                @Pipeline class P {
                  @Node(inputs = "rows") static int a(Stream<String> rows) { return 1; }
                  @Node(inputs = /*!TypeMismatch*/"rows") static int b(List<Integer> rows) { return 1; }
                }""",
                "\"rows\" is List<Integer> here, but another node takes Stream<String>"));
        cases.add(of("outputArity_sinkWithoutName", """
                @Pipeline class P {
                  @Node(inputs = "x", outputs = "a") static void a(int x, Sink<String> a, Sink<String> /*!OutputArity*/b) { }
                }""", "P.a takes the sink \"b\", but @Node names no output for it"));
        cases.add(of("outputArity_valueWithoutName", """
                @Pipeline class P {
                  @Node(inputs = "x", outputs = /*!OutputArity*/"a") static int a(int x, Sink<String> a) { return 1; }
                }""", "P.a returns int, but its sinks take all output names"));
        cases.add(of("voidOutput_besideASink", """
                @Pipeline class P {
                  @Node(inputs = "x", outputs = {/*!VoidOutput*/"a", "b"}) static void a(int x, Sink<String> b) { }
                }"""));
        cases.add(of("duplicateOutput_ofSinks", """
                @Pipeline class P {
                  @Node(inputs = "x", outputs = {"a", /*!DuplicateOutput*/"a"}) static void a(int x, Sink<String> a, Sink<String> b) { }
                }"""));
        cases.add(of(
                "arity_countsNoSinks",
                """
                @Pipeline class P {
                  @Node(inputs = /*!Arity*/"x", outputs = "a") static void a(int x, int y, Sink<String> a) { }
                }""",
                "P.a takes 2 datasets but @Node names 1: no input is named for the parameter \"y\""));
        return cases;
    }

    private static List<Case> untypedStreams() {
        List<Case> cases = new ArrayList<>();
        cases.add(of("untypedStream_input", """
                @Pipeline class P { @Node(inputs = /*!UntypedStream*/"x") static int a(IntStream s) { return 1; } }""", "P.a takes \"x\" as IntStream, without the type of its records"));
        cases.add(of("untypedStream_rawInput", """
                @SuppressWarnings("rawtypes")
                @Pipeline class P { @Node(inputs = /*!UntypedStream*/"x") static int a(Stream s) { return 1; } }"""));
        cases.add(of("untypedStream_rawSink", """
                @SuppressWarnings("rawtypes")
                @Pipeline class P { @Node(inputs = /*!UntypedStream*/"x") static void a(Sink s) { } }"""));
        cases.add(of("untypedStream_output", """
                @Pipeline class P { @Node(outputs = /*!UntypedStream*/"x") static IntStream a(int i) { return IntStream.of(i); } }"""));
        cases.addAll(streams());
        cases.addAll(parts());
        cases.add(of("codeMembers_accepted", """
                @Pipeline class P {
                    @Node(rerun = Rerun.NEVER, alsoDependsOn = {String.class, P.class}, resources = "a.csv", version = "2")
                    static int a(int i) { return 1; }
                }"""));
        return cases;
    }

    private static List<Case> outcomes() {
        return List.of(
                of("outcome_accepted", """
                        @Pipeline class P {
                          @Node static long a() { return 1; }
                          @Node static List<String> b(Outcome<Long> a) { return List.of(); }
                          @Node static int c(Outcome<? extends Collection<String>> b, long a) { return 1; }
                        }"""),
                of("outcome_ofAnotherType", """
                        @Pipeline class P {
                          @Node static long a() { return 1; }
                          @Node static int b(Outcome<Integer> /*!TypeMismatch*/a) { return 1; }
                        }""", "\"a\" is Outcome<Long>, made by P.a, but P.b takes Outcome<Integer>"),
                of("outcome_ofAFreeInput", """
                        @Pipeline class P { @Node static int b(Outcome<Integer> /*!TypeMismatch*/raw) { return 1; } }""", "no node produces it", "take the value itself"));
    }

    private static List<Case> options() {
        List<Case> cases = new ArrayList<>();
        for (String[] each : new String[][] {
            {"cpus = /*!BadResource*/-1", "-1 is not a number of processors", "Fix: give the number of processors"},
            {"cpus = 0.0 /*!BadResource*// 0", "NaN is not a number of processors"},
            {"memory = /*!BadResource*/\"4\"", "\"4\" is not an amount of memory", "such as \"512MB\""},
            {"uses = /*!BadResource*/\"gpu:0\"", "\"gpu:0\" is not a resource and a count", "\"gpu:1\""},
            {"uses = {\"gpu\", /*!BadResource*/\"a b:1\"}", "\"a b:1\" is not a resource"},
            {"uses = {\"gpu:1\", /*!BadResource*/\"gpu:2\"}", "duplicate resource \"gpu\""},
            {"uses = /*!BadResource*/\"memory:2\"", "use the member memory of @Node"},
            {"retries = /*!BadResource*/-1", "-1 is not a number of retries"},
            {"atOnce = /*!BadResource*/-1", "-1 is not a number of partitions"},
            {"atOnce = /*!BadResource*/2", "atOnce limits the partitions of a node with each, and this node has none"},
            {"timeout = /*!BadResource*/\"soon\"", "\"soon\" is not a time", "\"30m\""},
            {"timeout = /*!BadResource*/\"0s\"", "\"0s\" is not a time"},
            {"tags = {\"ok\", /*!BadName*/\"not ok\"}", "\"not ok\" cannot be a tag"}
        }) {
            cases.add(of(
                    each[0].replaceAll("/.*/", ""),
                    "@Pipeline class P { @Node(" + each[0] + ") static int a(int i) { return 1; } }",
                    Arrays.copyOfRange(each, 1, each.length)));
        }
        cases.add(of("options_accepted", """
                @Pipeline class P {
                    @Node(cpus = 0.5, memory = "4GB", exclusive = true, uses = {"gpu", "db:2"}, retries = 3,
                          timeout = "1h30m", tags = {"slow", "v1.2"})
                    static int a(int i) { return 1; }
                }"""));
        return cases;
    }

    static Stream<Arguments> casesUnderAllCompilers() {
        return Arrays.stream(TestCompiler.values())
                .flatMap(compiler -> cases().stream().map(each -> Arguments.of(compiler, each)));
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("casesUnderAllCompilers")
    void mistake_isOneErrorAtItsPlace(TestCompiler compiler, Case each) {
        Compiled compiled = compiler.compile(mainClass(each.source()), each.source());
        assertThat(places(compiler, freshetOnly(compiler, compiled)))
                .as(() -> compiled.messages().toString())
                .isEqualTo(expected(compiler, each.source()));
        for (String word : each.words()) {
            assertThat(compiled.errors().get(0).text()).contains(word);
        }
        assertThat(freshetOnly(compiler, compiled))
                .allSatisfy(
                        message -> assertThat(message.text().lines().findFirst().orElseThrow())
                                .hasSizeLessThanOrEqualTo(120));
    }

    @ParameterizedTest
    @EnumSource
    void mistakesInOptions_areToldInTheOrderOfTheSource(TestCompiler compiler) {
        Compiled compiled = compiler.compile("demo.P", """
                package demo;
                import dev.freshet.*;
                @Pipeline class P {
                    @Node(memory = "4", tags = {"a b", "c d"}, retries = -1, uses = "gpu:0", cpus = -1)
                    static int a(int i) { return 1; }
                }""");
        assertThat(compiled.errors())
                .extracting(message -> message.text().replaceAll("(?s)^\\[\\S+ |\n.*", ""))
                .containsExactly(
                        "\"4\" is not an amount of memory",
                        "\"a b\" cannot be a tag",
                        "\"c d\" cannot be a tag",
                        "-1 is not a number of retries",
                        "\"gpu:0\" is not a resource and a count",
                        "-1 is not a number of processors");
    }

    @Test
    void cases_coverEveryErrorThatNeedsNoCatalog() {
        Set<Code> covered = cases().stream()
                .flatMap(each -> MARK.matcher(each.source()).results().map(mark -> Code.valueOf(mark.group(1))))
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(Code.class)));
        Set<Code> missing = EnumSet.complementOf(EnumSet.copyOf(covered));
        assertThat(missing)
                .containsExactlyInAnyOrder(
                        Code.BadOption,
                        Code.CatalogTypeMismatch,
                        Code.CaughtByPattern,
                        Code.Impure,
                        Code.Internal,
                        Code.InvalidCatalog,
                        Code.MissingExtension,
                        Code.OldRelease,
                        Code.OverlappingPlaces,
                        Code.ProcessingOff,
                        Code.UnknownParameter,
                        Code.UnusedOutput,
                        Code.UnusedParameter);
    }

    private static String mainClass(String source) {
        Matcher type = Pattern.compile("class (\\w+)").matcher(source);
        assertThat(type.find()).isTrue();
        return "demo." + type.group(1);
    }

    /** All errors under javac, where warnings are errors too; ECJ warns of things that javac does not. */
    private static List<Message> freshetOnly(TestCompiler compiler, Compiled compiled) {
        return compiler == TestCompiler.JAVAC ? compiled.messages() : compiled.errors();
    }

    private static List<String> places(TestCompiler compiler, List<Message> messages) {
        return messages.stream()
                .map(message -> message.code() + " " + message.line()
                        + (compiler == TestCompiler.JAVAC ? ":" + message.column() : ""))
                .sorted()
                .toList();
    }

    private static List<String> expected(TestCompiler compiler, String source) {
        List<String> places = new ArrayList<>();
        String[] lines = source.split("\n");
        for (int i = 0; i < lines.length; i++) {
            Matcher mark = MARK.matcher(lines[i]);
            while (mark.find()) {
                places.add(
                        mark.group(1) + " " + (i + 1) + (compiler == TestCompiler.JAVAC ? ":" + (mark.end() + 1) : ""));
            }
        }
        return places.stream().sorted().toList();
    }
}

package dev.freshet.fingerprint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The stored form of references and marks. */
final class ReferenceCodecTest {
    static List<Reference> references() {
        List<Reference> all = new ArrayList<>();
        for (Reference.Kind kind : Reference.Kind.values()) {
            all.add(ReferenceCodec.ofType(kind, "demo/Flow$Split"));
        }
        Reference.Constant constant = ReferenceCodec.constant("demo/Square", "SIDES", "4f0a");
        all.addAll(List.of(
                Reference.method("demo/Square", "area([DLdemo/Unit;)D"),
                Reference.method("Square", "<init>()V"),
                Reference.virtualCall("demo/Square", "area(I)"),
                Reference.field("demo/Square", "side"),
                constant,
                ReferenceCodec.constant("demo/Square", "SIDES"),
                ReferenceCodec.staleConstant(constant),
                ReferenceCodec.resource("conf/a.b:c=d.txt"),
                ReferenceCodec.unknown("demo.Square cannot be read: x.y"),
                Reference.STATIC_BLOCK));
        return all;
    }

    @ParameterizedTest
    @MethodSource("references")
    void reference_isReadAsItWasWritten(Reference reference) {
        Reference read = ReferenceCodec.read(reference.text());
        assertThat(read).isEqualTo(reference).hasSameClassAs(reference).hasSameHashCodeAs(reference);
        assertThat(read).usingRecursiveComparison().isEqualTo(reference);
    }

    @Test
    void references_ofDifferentKinds_haveDifferentTexts() {
        assertThat(references()).doesNotHaveDuplicates();
    }

    /** Object files of earlier compilations are read by these. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            T:demo/Square               | OfType
            M:demo/Square.area()D       | Method
            V:demo/Square.area()        | VirtualCall
            F:demo/Square.side          | Field
            C:demo/Square.SIDES=4f0a    | Constant
            STALE C:demo/Square.S=4f0a  | StaleConstant
            R:units.txt                 | Resource
            U:why                       | Unknown
            *                           | StaticBlock
            """)
    void text_namesItsKind(String text, String kind) {
        assertThat(ReferenceCodec.read(text).getClass().getSimpleName()).isEqualTo(kind);
    }

    @Test
    void methodAndCall_haveTheirParts() {
        Reference.Method method = ReferenceCodec.method("demo/Square", "area(I)D");
        assertThat(method.owner()).isEqualTo("demo/Square");
        assertThat(method.name()).isEqualTo("area");
        assertThat(method.isConstructor()).isFalse();
        assertThat(method.virtually()).isEqualTo(Reference.virtualCall("demo/Square", "area(I)"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "T", "T:", "X:demo/Square", "M:demo/Square", "M:demo/Square.area", "V:demo/A.b", "F:side"})
    void text_ofNoReference_isRefused(String text) {
        assertThat(ReferenceCodec.find(text)).isNull();
        assertThatThrownBy(() -> ReferenceCodec.read(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining('"' + text + '"');
    }

    static List<Mark> marks() {
        List<Mark> all = new ArrayList<>(Arrays.asList(Mark.Flag.values()));
        all.add(new Mark.Subtype("demo/Shape"));
        all.add(new ImpureMark(ImpureKind.CLOCK, 12, "new Date() of a b"));
        return all;
    }

    @ParameterizedTest
    @MethodSource("marks")
    void mark_isReadAsItWasWritten_andComesBeforeReferences(Mark mark) {
        assertThat(ReferenceCodec.isMark(mark.text())).isTrue();
        assertThat(ReferenceCodec.readMark(mark.text())).isEqualTo(mark);
        assertThat(references())
                .filteredOn(reference -> !reference.equals(Reference.STATIC_BLOCK))
                .allMatch(reference -> mark.text().compareTo(reference.text()) < 0)
                .noneMatch(reference -> ReferenceCodec.isMark(reference.text()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"@", "@other", "@impure CLOCK 12", "@impure NONE 12 x", "@impure CLOCK x y"})
    void text_ofNoMark_isRefused(String text) {
        assertThatThrownBy(() -> ReferenceCodec.readMark(text)).isInstanceOf(IllegalArgumentException.class);
    }
}

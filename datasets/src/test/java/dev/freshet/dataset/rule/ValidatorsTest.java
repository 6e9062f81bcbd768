package dev.freshet.dataset.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.freshet.dataset.Types;
import dev.freshet.dataset.ValueValidator;
import dev.freshet.wiring.GenericTypes;
import java.lang.reflect.Type;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

final class ValidatorsTest {
    record Ruled(int x) {}

    record Free(Path path) {}

    interface Open {}

    /** Refuses every {@link Ruled}. */
    private static final class Refusing implements ValueValidator {
        private final List<Class<?>> asked = new ArrayList<>();

        @Override
        public boolean hasRules(Class<?> type) {
            asked.add(type);
            return type == Ruled.class;
        }

        @Override
        public List<Violation> check(Object value) {
            assertThat(value).isInstanceOf(Ruled.class);
            return List.of(new Violation(List.of("x"), "is refused", ((Ruled) value).x()));
        }
    }

    private final Refusing service = new Refusing();
    private final Validators validators = new Validators(List.of(service));

    private List<String> violations(Object value) {
        List<String> violations = new ArrayList<>();
        validators.check(value, violation -> violations.add(Violations.text(violation)));
        return violations;
    }

    static Stream<Arguments> types() {
        return Stream.of(
                arguments(Ruled.class, true),
                arguments(Types.list(Ruled.class), true),
                arguments(Types.iterable(Ruled.class), true),
                arguments(Ruled[].class, true),
                arguments(GenericTypes.parameterized(Map.class, String.class, Types.list(Ruled.class)), true),
                arguments(GenericTypes.parameterized(Optional.class, Ruled.class), true),
                arguments(Open.class, true),
                arguments(Object.class, true),
                arguments(List.class, true),
                arguments(Free.class, false),
                arguments(Types.list(Free.class), false),
                arguments(Types.MAPS, false),
                arguments(byte[].class, false),
                arguments(String.class, false),
                arguments(int.class, false));
    }

    @ParameterizedTest
    @MethodSource("types")
    void rules_mayApply_unlessTheTypeIsCertainToHaveNone(Type type, boolean expected) {
        assertThat(validators.mayApply(type)).isEqualTo(expected);
    }

    @Test
    void rulesOfAClass_areAskedForOnce() {
        Object[] values = {new Free(Path.of("a")), new Free(Path.of("b")), "text", 1};
        assertThat(violations(values)).isEmpty();
        assertThat(violations(List.of(new Free(Path.of("c")), new Ruled(7)))).hasSize(1);
        assertThat(service.asked).containsExactly(Free.class, Ruled.class);
    }

    @Test
    void valuesInside_areNamedByTheirPaths() {
        assertThat(violations(Map.of("a", Arrays.asList(null, Optional.of(new Ruled(3))))))
                .containsExactly("\"a[1].x\": is refused (it is 3)");
        assertThat(violations(new Ruled[] {new Ruled(4)})).containsExactly("\"[0].x\": is refused (it is 4)");
        assertThat(violations(new Ruled(5))).containsExactly("\"x\": is refused (it is 5)");
        assertThat(violations(Optional.empty())).isEmpty();
    }

    @Test
    void withoutService_nothingIsLookedAt() {
        assertThat(new Validators(List.of()).mayApply(Object.class)).isFalse();
    }
}

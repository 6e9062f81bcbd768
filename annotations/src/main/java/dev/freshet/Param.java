package dev.freshet;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Gives a parameter of a {@link Node} method the value of a parameter of the configuration.
 *
 * <p>You write:
 *
 * <pre>{@code
 * @Node(inputs = "legs", outputs = {"train", "test"})
 * static Split split(List<Leg> legs, @Param("split.ratio") double ratio) { ... }
 * }</pre>
 *
 * <p>You get the same as with {@code inputs = {"legs", "params:split.ratio"}}: the value at {@code split: ratio:} in
 * {@code parameters.yml}, converted to the parameter's type; a whole mapping may become a record.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.PARAMETER)
public @interface Param {
    /** The dotted path of the configuration's parameter; the Java parameter's name unless given. */
    String value() default "";
}

package dev.freshet;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Passes a configuration parameter to a parameter of a {@link Node} method.
 *
 * <p>You write:
 *
 * <pre>{@code
 * @Node(inputs = "legs", outputs = {"train", "test"})
 * static Split split(List<Leg> legs, @Param("split.ratio") double ratio) { ... }
 * }</pre>
 *
 * <p>You get the same as with {@code inputs = {"legs", "params:split.ratio"}}: the value at {@code split: ratio:} in
 * {@code parameters.yml}, converted to the type of the method's parameter. A group of parameters can become a record.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.PARAMETER)
public @interface Param {
    /** The dotted path of the configuration parameter; by default, the name of the method's parameter. */
    String value() default "";
}

package dev.freshet;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Names of methods' parameters, which class files need not have. Written by the annotation processor on the classes that it
 * generates, for compilations that include the pipeline; not for use by people.
 */
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.TYPE)
public @interface ParameterNames {
    /**
     * Lines of a method and its parameters' names, separated by spaces, such as
     * {@code demo/Flow.add(II)I left right}.
     */
    String[] value();
}

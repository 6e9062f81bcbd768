package dev.freshet;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The names of method parameters, which class files do not always keep. The annotation processor writes this annotation
 * on the classes that it generates, and reads it when another compilation includes the pipeline. Do not use it
 * yourself.
 */
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.TYPE)
public @interface ParameterNames {
    /**
     * One line for each method: the method, then its parameter names, separated by spaces, such as
     * {@code demo/Flow.add(II)I left right}.
     */
    String[] value();
}

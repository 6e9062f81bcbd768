package mark;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

@Documented
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.FIELD, ElementType.METHOD, ElementType.RECORD_COMPONENT, ElementType.PARAMETER})
public @interface Marked {
    String value() default "none";

    int level() default Marks.LEVEL;

    Class<?> by() default Object.class;

    Marks.Grade[] grades() default {Marks.Grade.LOW};

    Part part() default @Part(1);

    @Retention(RetentionPolicy.RUNTIME)
    @interface Part {
        long value();
    }
}

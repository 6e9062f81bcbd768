package mark;

import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

public final class Marks {
    public static final int LEVEL = 2;

    private Marks() {}

    public enum Grade {
        LOW,
        HIGH
    }

    @Retention(RetentionPolicy.RUNTIME)
    @Target(ElementType.TYPE_USE)
    public @interface Positive {
        int than() default 0;
    }

    @Retention(RetentionPolicy.RUNTIME)
    @Repeatable(Tags.class)
    public @interface Tag {
        String value();
    }

    @Retention(RetentionPolicy.RUNTIME)
    public @interface Tags {
        Tag[] value();
    }

    @Retention(RetentionPolicy.CLASS)
    public @interface InClass {
        String value() default "";
    }

    @Retention(RetentionPolicy.SOURCE)
    public @interface InSource {
        int value() default 1;
    }
}

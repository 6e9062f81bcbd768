package dev.freshet.runtime.cli.text;

import java.util.ArrayList;
import java.util.List;

/** The part of a stack trace that belongs to the user: from where the exception was thrown to the node's method. */
public final class UserFrames {
    /** A stack that has overflowed has a thousand. */
    private static final int MOST = 20;

    private UserFrames() {}

    /** Returns the frames above the generated class. */
    public static List<String> of(Throwable failure, Class<?> generated) {
        List<String> frames = new ArrayList<>();
        for (StackTraceElement frame : failure.getStackTrace()) {
            if (frame.getClassName().startsWith(generated.getName())
                    || frame.getClassName().startsWith("dev.freshet.runtime.")) {
                break;
            }
            if (frames.size() == MOST) {
                frames.add("...");
                break;
            }
            frames.add(frame.toString());
        }
        return frames;
    }
}

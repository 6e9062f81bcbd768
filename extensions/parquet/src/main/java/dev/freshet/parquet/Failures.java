package dev.freshet.parquet;

import com.jerolba.carpet.CarpetMissingColumnException;
import com.jerolba.carpet.CarpetParsingException;
import com.jerolba.carpet.RecordTypeConversionException;
import dev.freshet.dataset.MalformedContent;
import java.io.IOException;
import java.nio.file.FileSystemException;

/** Translates the libraries' exceptions to plain words. */
final class Failures {
    private Failures() {}

    /** An operation that can fail because of a file's content. */
    interface Reading<T> {
        T run() throws IOException;
    }

    static <T> T reading(Class<?> row, Reading<T> reading) throws IOException {
        try {
            return reading.run();
        } catch (FileSystemException e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            throw new MalformedContent("", unreadable(row, e), e);
        }
    }

    private static String unreadable(Class<?> row, Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof UnreadableFile) {
                return String.valueOf(cause.getMessage());
            }
            if (cause instanceof CarpetMissingColumnException
                    || cause instanceof RecordTypeConversionException
                    || cause instanceof CarpetParsingException) {
                return "the columns do not fit " + row.getSimpleName() + ": " + line(cause);
            }
        }
        return "the file is damaged";
    }

    /** Returns why a record cannot be written. */
    static String unwritable(RuntimeException failure) {
        return failure instanceof ArithmeticException
                ? "a number or a time is beyond what its column can hold: " + line(failure)
                : line(failure);
    }

    private static String line(Throwable failure) {
        String message = failure.getMessage();
        return message == null || message.isBlank()
                ? failure.getClass().getSimpleName()
                : ColumnTypes.withoutPackages(
                        message.lines().findFirst().orElse("").strip());
    }
}

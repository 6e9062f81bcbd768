package dev.freshet.images;

import dev.freshet.config.NearestName;
import dev.freshet.dataset.FileCodec;
import dev.freshet.dataset.FileFormat;
import java.awt.image.BufferedImage;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** The dataset type {@code image}. */
public final class ImageFormat implements FileFormat {
    private static final String PATH = "path";
    private static final String FORMAT = "format";
    private static final String MAX_PIXELS = "max-pixels";
    private static final List<String> FORMATS = List.of("png", "jpeg");

    /** For the service loader. */
    public ImageFormat() {}

    @Override
    public String name() {
        return "image";
    }

    @Override
    public String holds() {
        return "a BufferedImage";
    }

    @Override
    public boolean accepts(Type type) {
        return type == BufferedImage.class;
    }

    @Override
    public Set<String> options() {
        return Set.of(PATH, FORMAT, MAX_PIXELS);
    }

    @Override
    public FileCodec open(Type type, Map<String, String> options) {
        String format = options.get(FORMAT);
        return new ImageCodec(
                format == null ? ofPath(options.getOrDefault(PATH, "")) : required(format),
                pixels(options.getOrDefault(MAX_PIXELS, "100000000")));
    }

    private static String ofPath(String path) {
        String lower = path.toLowerCase(Locale.ROOT);
        String unpacked = lower.endsWith(".gz") ? lower.substring(0, lower.length() - 3) : lower;
        if (unpacked.endsWith(".png")) {
            return "png";
        }
        if (unpacked.endsWith(".jpg") || unpacked.endsWith(".jpeg")) {
            return "jpeg";
        }
        throw new IllegalArgumentException(
                "\"path\" must end with .png, .jpg or .jpeg, or the option \"" + FORMAT + "\" must say png or jpeg");
    }

    private static String required(String format) {
        if (!FORMATS.contains(format)) {
            String hint = NearestName.of(format, FORMATS)
                    .map(near -> "; did you mean \"" + near + "\"?")
                    .orElse("");
            throw new IllegalArgumentException(
                    "\"" + FORMAT + "\" must be " + String.join(" or ", FORMATS) + ", not \"" + format + "\"" + hint);
        }
        return format;
    }

    private static long pixels(String text) {
        try {
            long pixels = Long.parseLong(text);
            if (pixels > 0) {
                return pixels;
            }
        } catch (NumberFormatException e) {
            // Said below.
        }
        throw new IllegalArgumentException("\"" + MAX_PIXELS + "\" must be a number from 1, not \"" + text + "\"");
    }
}

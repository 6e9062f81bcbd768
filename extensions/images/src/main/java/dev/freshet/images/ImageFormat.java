package dev.freshet.images;

import dev.freshet.dataset.FileCodec;
import dev.freshet.dataset.FileFormat;
import dev.freshet.dataset.Option;
import dev.freshet.dataset.OptionException;
import dev.freshet.dataset.OptionValues;
import java.awt.image.BufferedImage;
import java.lang.reflect.Type;
import java.util.List;

/** The dataset type {@code image}. */
public final class ImageFormat implements FileFormat {
    private static final String FORMAT = "format";
    private static final String MAX_PIXELS = "max-pixels";

    private static final List<Option> OPTIONS = List.of(
            Option.words(FORMAT, List.of("png", "jpeg"), "The format of the file.")
                    .presetFor(".png", "png")
                    .presetFor(".jpg", "jpeg")
                    .presetFor(".jpeg", "jpeg"),
            Option.whole(
                    MAX_PIXELS,
                    100_000_000,
                    "pixels",
                    1,
                    Long.MAX_VALUE,
                    "The size of the largest image that is read."));

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
    public List<Option> options() {
        return OPTIONS;
    }

    @Override
    public void check(OptionValues options) {
        if (options.findText(FORMAT).isEmpty()) {
            throw new OptionException(
                    "path",
                    "\"path\" must end with .png, .jpg or .jpeg, or the option \"" + FORMAT
                            + "\" must say png or jpeg");
        }
    }

    @Override
    public FileCodec open(Type type, OptionValues options) {
        return new ImageCodec(options.text(FORMAT), options.number(MAX_PIXELS));
    }
}

package dev.freshet.images;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freshet.dataset.OptionValues;
import dev.freshet.testkit.FileFormatContract;
import dev.freshet.testkit.MalformedFile;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Type;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class ImageFormatTest {
    private static BufferedImage noise(Random random, int type) {
        BufferedImage image = new BufferedImage(1 + random.nextInt(40), 1 + random.nextInt(40), type);
        for (int x = 0; x < image.getWidth(); x++) {
            for (int y = 0; y < image.getHeight(); y++) {
                image.setRGB(x, y, random.nextInt());
            }
        }
        return image;
    }

    private static BufferedImage grey(int width, int height, int level) {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        for (int x = 0; x < width; x++) {
            for (int y = 0; y < height; y++) {
                image.setRGB(x, y, level * 0x010101);
            }
        }
        return image;
    }

    private static byte[] file(String format, BufferedImage image) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            assertThat(ImageIO.write(image, format, out)).isTrue();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    /** A PNG that says that it has this size, with a checksum that holds. */
    private static byte[] sized(byte[] png, int width, int height) {
        ByteBuffer changed = ByteBuffer.wrap(png.clone()).putInt(16, width).putInt(20, height);
        CRC32 crc = new CRC32();
        crc.update(changed.array(), 12, 17);
        changed.putInt(29, (int) crc.getValue());
        return changed.array();
    }

    private static byte[] with(byte[] content, int index, int value) {
        byte[] changed = content.clone();
        changed[index] = (byte) value;
        return changed;
    }

    /** Pixels come back as they were. */
    @Nested
    class Png extends FileFormatContract {
        private static final List<Integer> TYPES = List.of(
                BufferedImage.TYPE_INT_ARGB,
                BufferedImage.TYPE_INT_RGB,
                BufferedImage.TYPE_BYTE_GRAY,
                BufferedImage.TYPE_4BYTE_ABGR,
                BufferedImage.TYPE_BYTE_BINARY);

        @Override
        protected String type() {
            return "image";
        }

        @Override
        protected Type javaType() {
            return BufferedImage.class;
        }

        @Override
        protected String suffix() {
            return ".png";
        }

        @Override
        protected Object value(Random random) {
            return noise(random, TYPES.get(random.nextInt(TYPES.size())));
        }

        @Override
        protected void assertLoaded(Object loaded, Object saved) {
            BufferedImage before = (BufferedImage) saved;
            BufferedImage after = (BufferedImage) loaded;
            assertThat(pixels(after)).isEqualTo(pixels(before));
        }

        private int[] pixels(BufferedImage image) {
            return image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
        }

        @Override
        protected List<String> options() {
            return List.of("format: png", "max-pixels: 1600");
        }

        @Override
        protected Map<String, String> wrongOptions() {
            return Map.of(
                    "format: pgn", "\"format\" must be png or jpeg, not \"pgn\"; did you mean \"png\"?",
                    "max-pixels: -1", "\"max-pixels\" must be a number of pixels, at least 1, not \"-1\"",
                    "max-pixels: many", "\"max-pixels\" must be a number of pixels, at least 1, not \"many\"");
        }

        @Override
        protected Map<Type, String> refusedTypes() {
            return Map.of(byte[].class, "image dataset holds a BufferedImage");
        }

        @Override
        protected List<MalformedFile> malformed() {
            byte[] good = file("png", noise(new Random(1), BufferedImage.TYPE_INT_RGB));
            return List.of(
                    MalformedFile.of("empty", "", "the file is empty"),
                    MalformedFile.of("text", "hello, this is text", "the file is not a PNG or JPEG image"),
                    MalformedFile.of("page", "<html></html>", "the file is not a PNG or JPEG image"),
                    new MalformedFile("gif", file("gif", grey(3, 3, 0)), "the file is a gif image; png and jpeg"),
                    new MalformedFile("bmp", file("bmp", grey(3, 3, 0)), "the file is a bmp image; png and jpeg"),
                    new MalformedFile("only the magic", Arrays.copyOf(good, 8), "end is missing"),
                    new MalformedFile("cut in the header", Arrays.copyOf(good, 20), "end is missing"),
                    new MalformedFile("cut in the middle", Arrays.copyOf(good, good.length / 2), "end is missing"),
                    new MalformedFile("no size", sized(good, 0, 0), "damaged"),
                    new MalformedFile("negative size", sized(good, -1, 5), "damaged"),
                    new MalformedFile(
                            "bomb", sized(good, 60_000, 60_000), "60000 x 60000 pixels, more than the option"),
                    new MalformedFile("greatest size", sized(good, Integer.MAX_VALUE, Integer.MAX_VALUE), "more than"),
                    new MalformedFile("damaged data", with(good, 60, good[60] ^ 0xff), "damaged"));
        }
    }

    /** Colours come back nearly as they were. */
    @Nested
    class Jpeg extends FileFormatContract {
        @Override
        protected String type() {
            return "image";
        }

        @Override
        protected Type javaType() {
            return BufferedImage.class;
        }

        @Override
        protected String suffix() {
            return ".JPG";
        }

        @Override
        protected Object value(Random random) {
            return grey(1 + random.nextInt(60), 1 + random.nextInt(60), random.nextInt(256));
        }

        @Override
        protected void assertLoaded(Object loaded, Object saved) {
            BufferedImage before = (BufferedImage) saved;
            BufferedImage after = (BufferedImage) loaded;
            assertThat(after.getWidth()).isEqualTo(before.getWidth());
            assertThat(after.getHeight()).isEqualTo(before.getHeight());
            assertThat(Math.abs((after.getRGB(0, 0) & 0xff) - (before.getRGB(0, 0) & 0xff)))
                    .isLessThan(4);
        }

        @Override
        protected Map<String, Object> unwritable() {
            return Map.of(
                    "the image has transparency, which a JPEG cannot hold; save it as png",
                    new BufferedImage(2, 2, BufferedImage.TYPE_INT_ARGB));
        }

        @Override
        protected List<MalformedFile> malformed() {
            byte[] good = file("jpeg", noise(new Random(1), BufferedImage.TYPE_INT_RGB));
            return List.of(
                    new MalformedFile("only the magic", Arrays.copyOf(good, 3), "end is missing"),
                    new MalformedFile("cut in the header", Arrays.copyOf(good, 150), "end is missing"),
                    new MalformedFile("cut in the pixels", Arrays.copyOf(good, good.length - 40), "end is missing"));
        }
    }

    @Test
    void path_thatSaysNoFormat_needsTheOption() {
        ImageFormat format = new ImageFormat();
        assertThatThrownBy(() -> format.check(options(format, Map.of(), ".gif")))
                .hasMessage(
                        "\"path\" must end with .png, .jpg or .jpeg, or the option \"format\" must say png or jpeg");
        assertThat(format.open(BufferedImage.class, options(format, Map.of("format", "jpeg"), "")))
                .isEqualTo(new ImageCodec("jpeg", 100_000_000));
        assertThat(format.open(BufferedImage.class, options(format, Map.of(), ".png")))
                .isEqualTo(new ImageCodec("png", 100_000_000));
    }

    private static OptionValues options(ImageFormat format, Map<String, String> given, String ending) {
        return OptionValues.parse(format.options(), given, ending);
    }
}

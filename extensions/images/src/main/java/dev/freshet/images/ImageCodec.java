package dev.freshet.images;

import dev.freshet.dataset.MalformedContent;
import dev.freshet.dataset.ValueCodec;
import java.awt.image.BufferedImage;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.FileSystemException;
import java.util.Iterator;
import java.util.Locale;
import java.util.Set;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * Reads and writes images.
 *
 * @param format the format to write, {@code png} or {@code jpeg}; a read detects the format from the content
 * @param mostPixels the limit on pixels of an image to read
 */
record ImageCodec(String format, long mostPixels) implements ValueCodec {
    private static final Set<String> FORMATS = Set.of("png", "jpeg");

    @Override
    public Object read(InputStream in) throws IOException {
        BufferedInputStream content = new BufferedInputStream(in);
        content.mark(1);
        if (content.read() < 0) {
            throw new MalformedContent("", "the file is empty; a PNG or JPEG image is expected");
        }
        content.reset();
        try (ImageInputStream image = new MemoryCacheImageInputStream(content)) {
            return read(image);
        } catch (MalformedContent | FileSystemException e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            throw new MalformedContent("", "the image is damaged, or its end is missing", e);
        }
    }

    private BufferedImage read(ImageInputStream image) throws IOException {
        Iterator<ImageReader> readers = ImageIO.getImageReaders(image);
        if (!readers.hasNext()) {
            throw new MalformedContent("", "the file is not a PNG or JPEG image");
        }
        ImageReader reader = readers.next();
        try {
            String found = reader.getFormatName().toLowerCase(Locale.ROOT);
            if (!FORMATS.contains(found)) {
                throw new MalformedContent("", "the file is a " + found + " image; png and jpeg can be read");
            }
            reader.setInput(image, true, true);
            requireSmall(reader.getWidth(0), reader.getHeight(0));
            Damage damage = new Damage();
            reader.addIIOReadWarningListener(damage);
            BufferedImage read = reader.read(0);
            damage.require();
            return read;
        } finally {
            reader.dispose();
        }
    }

    /** Refuses an image that would exhaust the memory. The size is at the beginning of the file, before the pixels. */
    private void requireSmall(long width, long height) {
        if (width * height > mostPixels) {
            throw new MalformedContent(
                    "",
                    "the image has " + width + " x " + height + " pixels, more than the option \"max-pixels\" allows ("
                            + mostPixels + ")");
        }
    }

    /** Detects damage. The library reads a truncated JPEG, and only warns. */
    private static final class Damage implements javax.imageio.event.IIOReadWarningListener {
        private @Nullable String found;

        @Override
        public void warningOccurred(ImageReader source, String warning) {
            if (warning.contains("Premature end") || warning.contains("Corrupt")) {
                found = warning;
            }
        }

        void require() {
            if (found != null) {
                throw new MalformedContent("", "the image is damaged, or its end is missing: " + found);
            }
        }
    }

    @Override
    public void write(OutputStream out, Object value) throws IOException {
        BufferedImage image = (BufferedImage) value;
        if (format.equals("jpeg") && image.getColorModel().hasAlpha()) {
            throw new MalformedContent("", "the image has transparency, which a JPEG cannot hold; save it as png");
        }
        ImageWriter writer = ImageIO.getImageWritersByFormatName(format).next();
        try (MemoryCacheImageOutputStream stream = new MemoryCacheImageOutputStream(out)) {
            if (!writer.getOriginatingProvider().canEncodeImage(image)) {
                throw new MalformedContent("", "the image has a colour model that " + format + " cannot hold");
            }
            writer.setOutput(stream);
            writer.write(new IIOImage(image, null, null));
        } finally {
            writer.dispose();
        }
    }
}

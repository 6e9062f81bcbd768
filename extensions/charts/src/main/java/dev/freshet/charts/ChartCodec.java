package dev.freshet.charts;

import dev.freshet.dataset.MalformedContent;
import dev.freshet.dataset.ValueCodec;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.OptionalInt;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriter;
import javax.imageio.metadata.IIOMetadata;
import javax.imageio.metadata.IIOMetadataNode;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.knowm.xchart.internal.chartpart.Chart;

/**
 * Draws charts to PNG files.
 *
 * @param width the width in points (72 to an inch); by default, the chart's own width
 * @param dpi the resolution in pixels for each inch
 */
record ChartCodec(OptionalInt width, OptionalInt height, int dpi) implements ValueCodec {
    static final int POINTS = 72;

    private static final double METRES_IN_AN_INCH = 0.0254;
    private static final long MOST_PIXELS = 400_000_000;

    @Override
    public Object read(InputStream in) {
        throw new MalformedContent(
                "",
                "a chart can be saved but not loaded, because the file holds only its picture; load it as an image");
    }

    @Override
    public void write(OutputStream out, Object value) throws IOException {
        write(out, draw((Chart<?, ?>) value));
    }

    private BufferedImage draw(Chart<?, ?> chart) {
        int points = width.orElse(chart.getWidth());
        int lines = height.orElse(chart.getHeight());
        double scale = (double) dpi / POINTS;
        long columns = Math.round(points * scale);
        long rows = Math.round(lines * scale);
        if (columns < 1 || rows < 1 || columns * rows > MOST_PIXELS) {
            throw new MalformedContent(
                    "",
                    "the chart has " + columns + " x " + rows + " pixels; from 1 to " + MOST_PIXELS + " can be drawn");
        }
        BufferedImage image = new BufferedImage((int) columns, (int) rows, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        try {
            graphics.scale(scale, scale);
            chart.paint(graphics, points, lines);
        } catch (RuntimeException e) {
            throw new MalformedContent("", "the chart cannot be drawn: " + reason(e), e);
        } finally {
            graphics.dispose();
        }
        return image;
    }

    private static String reason(RuntimeException e) {
        String message = e.getMessage();
        return message == null || message.isBlank()
                ? e.getClass().getSimpleName()
                : message.lines().findFirst().orElse("").strip();
    }

    private void write(OutputStream out, BufferedImage image) throws IOException {
        ImageWriter writer = ImageIO.getImageWritersByFormatName("png").next();
        try (MemoryCacheImageOutputStream stream = new MemoryCacheImageOutputStream(out)) {
            IIOMetadata metadata = writer.getDefaultImageMetadata(new ImageTypeSpecifier(image), null);
            metadata.mergeTree(metadata.getNativeMetadataFormatName(), resolution(metadata));
            writer.setOutput(stream);
            writer.write(new IIOImage(image, null, metadata));
        } finally {
            writer.dispose();
        }
    }

    private IIOMetadataNode resolution(IIOMetadata metadata) {
        String perMetre = Long.toString(Math.round(dpi / METRES_IN_AN_INCH));
        IIOMetadataNode physical = new IIOMetadataNode("pHYs");
        physical.setAttribute("pixelsPerUnitXAxis", perMetre);
        physical.setAttribute("pixelsPerUnitYAxis", perMetre);
        physical.setAttribute("unitSpecifier", "meter");
        IIOMetadataNode root = new IIOMetadataNode(metadata.getNativeMetadataFormatName());
        root.appendChild(physical);
        return root;
    }
}

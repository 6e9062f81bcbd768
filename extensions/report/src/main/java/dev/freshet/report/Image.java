package dev.freshet.report;

import java.util.Base64;

/**
 * An image, which becomes a part of the file.
 *
 * @param data the content of a PNG or JPEG file in Base64
 * @param description what the image shows, for readers who cannot see it
 */
public record Image(String data, String description) implements Block {
    private static final String PNG = "iVBORw0KGgo";
    private static final String JPEG = "/9j/";

    /**
     * Creates an image.
     *
     * @throws IllegalArgumentException if the data is not that of a PNG or JPEG file
     */
    public Image {
        if (!data.startsWith(PNG) && !data.startsWith(JPEG)) {
            throw new IllegalArgumentException("the image \"" + description + "\" is neither a PNG nor a JPEG file");
        }
        Base64.getDecoder().decode(data);
    }

    /**
     * Returns an image.
     *
     * @param content the content of a PNG or JPEG file
     * @param description what the image shows, for readers who cannot see it
     * @throws IllegalArgumentException if the content is of another kind
     */
    public static Image of(byte[] content, String description) {
        return new Image(Base64.getEncoder().encodeToString(content), description);
    }

    /** Returns the media type. */
    String mediaType() {
        return data.startsWith(PNG) ? "image/png" : "image/jpeg";
    }
}

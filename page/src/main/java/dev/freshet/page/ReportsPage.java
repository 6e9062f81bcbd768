package dev.freshet.page;

import dev.freshet.runtime.graph.Gallery;
import dev.freshet.runtime.graph.GalleryPage;

/**
 * Writes reports as a page that shows two of them side by side. A report is in a frame without any rights. Frames inherit
 * the policy of the page, so it allows the styles that reports have.
 */
public final class ReportsPage implements GalleryPage {
    @Override
    public String html(Gallery gallery) {
        return new Template("reports", "'unsafe-inline'").html(Script.text(Script.REPORTS), gallery.json());
    }
}

/** Tests of the page, most of them in a real Chromium. */
@NullMarked
package dev.freshet.page;

import org.jspecify.annotations.NullMarked;

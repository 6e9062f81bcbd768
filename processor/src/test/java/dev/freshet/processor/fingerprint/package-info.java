@org.jspecify.annotations.NullUnmarked
package dev.freshet.processor.fingerprint;

@NullMarked
package dev.freshet.example;

import org.jspecify.annotations.NullMarked;

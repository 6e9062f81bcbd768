package dev.freshet.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class ArticleTest {
    @Test
    void article_fitsTheFirstLetter() {
        assertThat(Article.before("csv")).isEqualTo("a csv");
        assertThat(Article.before("image")).isEqualTo("an image");
        assertThat(Article.before("Avro")).isEqualTo("an Avro");
    }
}

/** Datasets in files that are packed with Zstandard. */
module dev.freshet.zstd {
    requires aircompressor;
    requires dev.freshet.runtime;
    requires static org.jspecify;

    provides dev.freshet.runtime.dataset.CompressionFormat with
            dev.freshet.zstd.Zstd;
}

/** Datasets in files compressed with Zstandard. */
module dev.freshet.zstd {
    requires aircompressor;
    requires dev.freshet.datasets;
    requires static org.jspecify;

    provides dev.freshet.dataset.CompressionFormat with
            dev.freshet.zstd.Zstd;
}

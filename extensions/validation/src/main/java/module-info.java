/** Validation of parameters and datasets with the constraints of Jakarta Validation. */
module dev.freshet.validation {
    requires dev.freshet.datasets;
    requires jakarta.validation;
    requires static org.jspecify;
    requires org.slf4j;

    provides dev.freshet.dataset.ValueValidator with
            dev.freshet.validation.JakartaValidator;
}

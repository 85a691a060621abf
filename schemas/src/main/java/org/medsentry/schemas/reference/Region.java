package org.medsentry.schemas.reference;

/** An administrative region by its GB/T 2260 code; {@code parent} is null for a province. */
public record Region(String code, String nameZh, String nameEn, String parent, Long population)
        implements ReferenceRow {

    @Override
    public String id() {
        return code;
    }
}

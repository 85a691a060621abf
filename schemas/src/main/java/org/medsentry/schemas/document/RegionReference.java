package org.medsentry.schemas.document;

import java.util.List;

/** A region with its names and the codes of the regions around it, province first, itself last. */
public record RegionReference(String code, String nameZh, String nameEn, List<String> path) {}

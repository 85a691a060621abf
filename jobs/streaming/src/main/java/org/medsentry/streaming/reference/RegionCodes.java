package org.medsentry.streaming.reference;

import java.util.ArrayList;
import java.util.List;

/**
 * The hierarchy in codes of GB/T 2260: two digits name the province, four the city, six the county; statistics codes add
 * three for a street or town.
 */
public final class RegionCodes {

    private static final int[] DEPTHS = {2, 4, 6, 9};
    private static final int COUNTY_DIGITS = 6;

    private RegionCodes() {}

    /** The codes around a region, province first, itself last. */
    public static List<String> path(String code) {
        List<String> path = new ArrayList<>();
        for (int depth : DEPTHS) {
            if (depth <= code.length()) {
                String around = depth >= COUNTY_DIGITS
                        ? code.substring(0, depth)
                        : code.substring(0, depth) + "0".repeat(COUNTY_DIGITS - depth);
                if (!path.contains(around)) {
                    path.add(around);
                }
            }
        }
        return List.copyOf(path);
    }

    /** How many digits of a code or of its first digits name the region: {@code 500100} and {@code 5001} are one city, 4. */
    public static int digits(String codeOrPrefix) {
        int digits = codeOrPrefix.length();
        while (codeOrPrefix.length() == COUNTY_DIGITS && digits > 0 && codeOrPrefix.startsWith("00", digits - 2)) {
            digits -= 2;
        }
        return digits;
    }

    /** The smallest region around both, or null if only the nation is. */
    public static String around(List<String> path, List<String> otherPath) {
        String common = null;
        for (int depth = 0; depth < Math.min(path.size(), otherPath.size()); depth++) {
            if (!path.get(depth).equals(otherPath.get(depth))) {
                break;
            }
            common = path.get(depth);
        }
        return common;
    }
}

package org.medsentry.streaming.pattern;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.medsentry.schemas.document.RegionReference;

class PackedRegionsTest {

    private final PackedRegions regions = new PackedRegions();

    @Test
    void aRegionIsPackedOnceAndComesBackAsItWas() throws IOException {
        RegionReference region = region("500111", "大足区");
        byte[] packed = regions.of(region);
        assertThat(regions.of(region)).isSameAs(packed);
        assertThat(PackedRegions.unpack(packed)).isEqualTo(region);
    }

    @Test
    void nowhereComesBackAsNowhere() throws IOException {
        assertThat(PackedRegions.unpack(regions.of(null))).isNull();
    }

    @Test
    void aRegionThatIsNamedAnewIsPackedAnew() throws IOException {
        regions.of(region("500111", "大足县"));
        RegionReference renamed = region("500111", "大足区");
        assertThat(PackedRegions.unpack(regions.of(renamed))).isEqualTo(renamed);
    }

    @Test
    void noMoreAreKeptThanThereAreRegions() throws IOException {
        RegionReference first = region("0", null);
        byte[] packed = regions.of(first);
        for (int number = 1; number < PackedRegions.MOST; number++) {
            regions.of(region(String.valueOf(number), null));
        }
        assertThat(regions.of(first)).isSameAs(packed);
        regions.of(region("one more", null));
        assertThat(regions.of(first)).isNotSameAs(packed).isEqualTo(packed);
    }

    private static RegionReference region(String code, String name) {
        return new RegionReference(code, name, null, List.of("500000", code));
    }
}

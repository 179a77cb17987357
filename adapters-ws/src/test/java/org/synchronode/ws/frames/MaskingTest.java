package org.synchronode.ws.frames;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class MaskingTest {

  @Property(seed = "1")
  void isTheXorOfEachByteWithTheKeysByteAtItsPlace(
      @ForAll int key,
      @ForAll @IntRange(max = 9) int phase,
      @ForAll @IntRange(max = 9) int offset,
      @ForAll @Size(max = 100) byte[] payload) {
    byte[] from = new byte[offset + payload.length];
    System.arraycopy(payload, 0, from, offset, payload.length);
    byte[] expected = new byte[payload.length];
    for (int i = 0; i < payload.length; i++) {
      expected[i] = (byte) (payload[i] ^ key >>> (24 - 8 * ((phase + i) & 3)));
    }

    byte[] masked = new byte[payload.length + 3];
    Masking.copy(key, phase, from, offset, masked, 3, payload.length);

    assertThat(Arrays.copyOfRange(masked, 3, masked.length)).isEqualTo(expected);
  }

  @Property(seed = "1")
  void appliedTwiceGivesThePayloadBack(@ForAll int key, @ForAll @Size(max = 100) byte[] payload) {
    byte[] bytes = payload.clone();

    Masking.apply(key, bytes, 0, bytes.length);
    Masking.apply(key, bytes, 0, bytes.length);

    assertThat(bytes).isEqualTo(payload);
  }
}

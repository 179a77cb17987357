package org.synchronode.http.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LargeBuffersTest {
  private final LargeBuffers buffers = new LargeBuffers();

  @Test
  void thereAreSoManyAndNoMore() {
    Set<byte[]> lent = Collections.newSetFromMap(new IdentityHashMap<>());
    Optional<byte[]> next = buffers.take();
    while (next.isPresent()) {
      assertThat(lent.add(next.get())).isTrue();
      assertThat(lent.size()).isLessThan(100);
      next = buffers.take();
    }

    byte[] back = lent.iterator().next();
    buffers.giveBack(back);
    assertThat(buffers.take()).containsSame(back);
    assertThat(buffers.take()).isEmpty();
  }
}

package org.synchronode.bootstrap.node;

import java.util.function.LongSupplier;

/**
 * Has garbage collected where the collector would rather take more memory: the serial one lets old
 * objects pile up until the heap has reached its bound, and gives nothing back before.
 */
final class HeapCare {
  private final LongSupplier size;
  private final Runnable collect;
  private long sizeAfterwards;

  /** For the heap of this process. */
  HeapCare() {
    this(Runtime.getRuntime()::totalMemory, System::gc);
  }

  HeapCare(LongSupplier size, Runnable collect) {
    this.size = size;
    this.collect = collect;
  }

  /**
   * Collects if the heap has grown by an eighth since it did last; so while what is needed grows,
   * that is seldom.
   */
  void look() {
    if (size.getAsLong() > sizeAfterwards + sizeAfterwards / 8) {
      collect.run();
      sizeAfterwards = size.getAsLong();
    }
  }
}

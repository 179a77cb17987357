/**
 * The words of Synchronode and their rules: hosts and how they are let in ({@code host}), entries
 * of a share ({@code entry}), the changes that carry them from owner to masters ({@code change}),
 * reading a file under conditions ({@code read}), and everything that can go wrong ({@link
 * org.synchronode.domain.Problem}). JDK only; no I/O, no clock, no logging.
 */
@NullMarked
package org.synchronode.domain;

import org.jspecify.annotations.NullMarked;

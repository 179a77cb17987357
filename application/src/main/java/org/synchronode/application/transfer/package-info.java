/**
 * Files and folders go from one host to another. {@link
 * org.synchronode.application.transfer.TransferFiles} reads them at their owner, as they are listed
 * at one revision, and sends them to the new owner as one stream of bytes ({@link
 * org.synchronode.application.transfer.TreeWriter}, {@link
 * org.synchronode.application.transfer.TreeReader}), which the hosts between the two only pass on.
 */
@NullMarked
package org.synchronode.application.transfer;

import org.jspecify.annotations.NullMarked;

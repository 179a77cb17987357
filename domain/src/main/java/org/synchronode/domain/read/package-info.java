/**
 * Reading a file under conditions (RFC 9110 §13) and in part (§14). The owner decides, on the file
 * as it is when it is opened: {@link org.synchronode.domain.read.ReadRequest#decide} is the whole
 * rule.
 */
@NullMarked
package org.synchronode.domain.read;

import org.jspecify.annotations.NullMarked;

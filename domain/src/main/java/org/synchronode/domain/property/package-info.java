/**
 * What clients attach to an entry and the owner keeps without understanding it: dead properties
 * (RFC 4918 §4).
 */
@NullMarked
package org.synchronode.domain.property;

import org.jspecify.annotations.NullMarked;

package org.synchronode.http.header;

import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Reads a dictionary of structured field values (RFC 9651 §4.2.2): names with values of many types,
 * of which only two matter here. Parameters are read and forgotten.
 */
final class FieldDictionary {
  private static final int MOST_DIGITS = 15;

  /** A value. */
  sealed interface Item {}

  /** Bytes, in hexadecimal digits of lower case. */
  record Bytes(String hex) implements Item {}

  /** A whole number. */
  record Whole(long value) implements Item {}

  /** Something of another type. */
  record Other() implements Item {}

  /** It breaks the grammar. */
  private static final class Broken extends Exception {
    private static final long serialVersionUID = 1L;
  }

  private final FieldText field;

  private FieldDictionary(String text) {
    this.field = new FieldText(text.strip());
  }

  /** The values by their names; the last one where a name is there twice. Nothing when broken. */
  static Optional<Map<String, Item>> parse(String text) {
    try {
      return Optional.of(new FieldDictionary(text).members());
    } catch (Broken _) {
      return Optional.empty();
    }
  }

  private Map<String, Item> members() throws Broken {
    Map<String, Item> members = new LinkedHashMap<>();
    boolean another = !field.atEnd();
    while (another) {
      String key = key();
      Item item = new Other();
      if (field.take('=')) {
        item = field.isAt('(') ? innerList() : bareItem();
      }
      parameters();
      members.remove(key);
      members.put(key, item);
      field.skipBlanks();
      another = field.take(',');
      require(another || field.atEnd());
      field.skipBlanks();
    }
    return members;
  }

  private String key() throws Broken {
    require(field.isAt(c -> FieldText.isLower(c) || c == '*'));
    return field.run(c -> FieldText.isLower(c) || FieldText.isDigit(c) || "_-.*".indexOf(c) >= 0);
  }

  private void parameters() throws Broken {
    while (field.take(';')) {
      field.run(c -> c == ' ');
      key();
      if (field.take('=')) {
        bareItem();
      }
    }
  }

  private Item innerList() throws Broken {
    require(field.take('('));
    field.run(c -> c == ' ');
    while (!field.take(')')) {
      bareItem();
      parameters();
      require(!field.run(c -> c == ' ').isEmpty() || field.isAt(')'));
    }
    return new Other();
  }

  private Item bareItem() throws Broken {
    if (field.isAt(c -> c == '-' || FieldText.isDigit(c))) {
      return number();
    }
    if (field.isAt('"')) {
      require(field.quoted().isPresent());
    } else if (field.take(':')) {
      return bytes();
    } else if (field.take('?')) {
      require(field.take('0') || field.take('1'));
    } else if (field.take('@')) {
      require(number() instanceof Whole);
    } else if (field.take('%')) {
      require(field.quoted().isPresent());
    } else {
      require(field.isAt(c -> FieldText.isLetter(c) || c == '*'));
      while (!field.token().isEmpty() || field.take(':') || field.take('/')) {
        // A token of RFC 9651 may hold these two as well.
      }
    }
    return new Other();
  }

  private Item number() throws Broken {
    boolean negative = field.take('-');
    String digits = field.run(FieldText::isDigit);
    require(!digits.isEmpty() && digits.length() <= MOST_DIGITS);
    if (field.take('.')) {
      require(!field.run(FieldText::isDigit).isEmpty());
      return new Other();
    }
    return new Whole(negative ? -Long.parseLong(digits) : Long.parseLong(digits));
  }

  private Item bytes() throws Broken {
    String base64 = field.run(c -> c != ':');
    require(field.take(':'));
    try {
      return new Bytes(HexFormat.of().formatHex(Base64.getDecoder().decode(base64)));
    } catch (IllegalArgumentException _) {
      throw new Broken();
    }
  }

  private static void require(boolean right) throws Broken {
    if (!right) {
      throw new Broken();
    }
  }
}

package org.synchronode.bootstrap.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.graalvm.polyglot.Value;

/**
 * Takes the values out of what a config file exports. Getters in it run inside the sandbox, under
 * its limits.
 */
final class ExportedValues {
  private static final long LONGEST_ARRAY = 1000;

  private ExportedValues() {}

  /**
   * @param assigned false where the file set nothing at all
   */
  static Map<String, GivenValue> of(String label, Value exported, boolean assigned) {
    if (!assigned || !isObject(exported)) {
      throw new ConfigException(
          label
              + ": exports "
              + (assigned ? describe(exported) : "nothing")
              + "; write module.exports = { … }");
    }
    if (exported.canInvokeMember("then")) {
      throw new ConfigException(label + ": exports a Promise, but must give its values at once");
    }
    Map<String, GivenValue> values = new LinkedHashMap<>();
    for (String key : exported.getMemberKeys()) {
      Value value = exported.getMember(key);
      if (!value.isNull() || ConfigKey.named(key).isEmpty()) {
        values.put(key, given(value));
      }
    }
    return values;
  }

  private static boolean isObject(Value value) {
    return value.hasMembers()
        && !value.hasArrayElements()
        && !value.canExecute()
        && !value.isString();
  }

  private static GivenValue given(Value value) {
    return value.hasArrayElements() && !value.isString() ? array(value) : single(value);
  }

  private static GivenValue single(Value value) {
    if (value.isString()) {
      return new GivenValue.Text(value.asString());
    }
    if (value.isBoolean()) {
      return new GivenValue.Flag(value.asBoolean());
    }
    if (value.isNumber() && value.fitsInInt()) {
      return new GivenValue.Whole(value.asInt());
    }
    return new GivenValue.Other(describe(value));
  }

  private static GivenValue array(Value value) {
    if (value.getArraySize() > LONGEST_ARRAY) {
      return new GivenValue.Other("an array of more than " + LONGEST_ARRAY);
    }
    List<String> texts = new ArrayList<>();
    List<Map<String, GivenValue>> objects = new ArrayList<>();
    for (long at = 0; at < value.getArraySize(); at++) {
      Value element = value.getArrayElement(at);
      if (element.isString() && objects.isEmpty()) {
        texts.add(element.asString());
      } else if (isObject(element) && texts.isEmpty()) {
        objects.add(members(element));
      } else {
        return new GivenValue.Other("an array with " + describe(element) + " in it");
      }
    }
    return objects.isEmpty()
        ? new GivenValue.Texts(List.copyOf(texts))
        : new GivenValue.Objects(List.copyOf(objects));
  }

  private static Map<String, GivenValue> members(Value object) {
    Map<String, GivenValue> members = new LinkedHashMap<>();
    for (String name : object.getMemberKeys()) {
      Value value = object.getMember(name);
      if (!value.isNull()) {
        members.put(name, single(value));
      }
    }
    return members;
  }

  private static String describe(Value value) {
    if (value.isNull()) {
      return "nothing";
    }
    if (value.isNumber()) {
      return "the number " + value;
    }
    if (value.isString()) {
      return "text";
    }
    if (value.isBoolean()) {
      return value.toString();
    }
    return value.hasArrayElements() ? "an array" : value.canExecute() ? "a function" : "an object";
  }
}

package org.synchronode.http.dav.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.synchronode.domain.ProblemException;
import org.synchronode.domain.property.PropertyName;
import org.synchronode.http.dav.request.PropertyUpdate.Instruction;
import org.synchronode.http.dav.request.PropertyUpdate.Remove;
import org.synchronode.http.dav.request.PropertyUpdate.Set;

class PropertyUpdateReaderTest {

  @Test
  void instructionsKeepTheirOrder() {
    List<Instruction> instructions =
        read(
            "<D:propertyupdate xmlns:D='DAV:' xmlns:x='u'>"
                + "<D:set><D:prop><x:a>1</x:a><x:b/></D:prop></D:set>"
                + "<ignored><D:set><D:prop><x:never/></D:prop></D:set></ignored>"
                + "<D:remove><D:prop><x:a/><plain/></D:prop></D:remove>"
                + "<D:set><ignored/><D:prop><x:a>2</x:a></D:prop></D:set>"
                + "</D:propertyupdate>");
    assertThat(instructions)
        .extracting(Instruction::name)
        .containsExactly(
            new PropertyName("u", "a"),
            new PropertyName("u", "b"),
            new PropertyName("u", "a"),
            new PropertyName("", "plain"),
            new PropertyName("u", "a"));
    assertThat(instructions)
        .extracting(instruction -> instruction instanceof Remove)
        .containsExactly(false, false, true, true, false);
    assertThat(instructions.get(4))
        .isInstanceOfSatisfying(
            Set.class,
            set -> {
              assertThat(set.value().text()).isEqualTo("2");
              assertThat(set.value().xml().text())
                  .isEqualTo("<x:a xmlns:D=\"DAV:\" xmlns:x=\"u\">2</x:a>");
            });
  }

  @Test
  void windowsSetsItsTimes() {
    assertThat(
            read(
                "<?xml version=\"1.0\" encoding=\"utf-8\" ?><D:propertyupdate xmlns:D=\"DAV:\""
                    + " xmlns:Z=\"urn:schemas-microsoft-com:\"><D:set><D:prop>"
                    + "<Z:Win32LastModifiedTime>Wed, 03 Jun 2026 01:02:03 GMT"
                    + "</Z:Win32LastModifiedTime><Z:Win32FileAttributes>00000020"
                    + "</Z:Win32FileAttributes></D:prop></D:set></D:propertyupdate>"))
        .extracting(instruction -> ((Set) instruction).value().text())
        .containsExactly("Wed, 03 Jun 2026 01:02:03 GMT", "00000020");
  }

  @Test
  void whatIsNoPropertyupdateIsRefused() {
    for (String wrong :
        List.of(
            "",
            "<propertyupdate/>",
            "<propertyupdate xmlns='DAV:'/>",
            "<propertyupdate xmlns='DAV:'><set/></propertyupdate>",
            "<propertyupdate xmlns='DAV:'><remove><x/></remove></propertyupdate>",
            "<mkcol xmlns='DAV:'><set><prop><x/></prop></set></mkcol>",
            "<propertyupdate xmlns='DAV:'><set><prop>"
                + "<x/>".repeat(1001)
                + "</prop></set></propertyupdate>")) {
      assertThatThrownBy(() -> read(wrong)).as(wrong).isInstanceOf(ProblemException.class);
    }
  }

  @Test
  void aNewCollectionMayHaveProperties() {
    List<Instruction> instructions =
        PropertyUpdateReader.readMkcol(
                utf8(
                    "<mkcol xmlns='DAV:'><set><prop><resourcetype><collection/><x xmlns='u'/>"
                        + "</resourcetype><displayname>a</displayname></prop></set>"
                        + "<remove><prop><y/></prop></remove></mkcol>"))
            .instructions();
    assertThat(instructions)
        .extracting(Instruction::name)
        .containsExactly(PropertyName.dav("resourcetype"), PropertyName.dav("displayname"));
    assertThat(((Set) instructions.getFirst()).value().children())
        .containsExactly(PropertyName.dav("collection"), new PropertyName("u", "x"));
    assertThat(PropertyUpdateReader.readMkcol(new byte[0]).instructions()).isEmpty();
    for (String wrong : List.of("<mkcol xmlns='DAV:'/>", "<mkcol/>", "x")) {
      assertThatThrownBy(() -> PropertyUpdateReader.readMkcol(utf8(wrong)))
          .as(wrong)
          .isInstanceOf(ProblemException.class);
    }
  }

  private static List<Instruction> read(String body) {
    return PropertyUpdateReader.read(utf8(body)).instructions();
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}

package io.tracebridge.issue.render;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.tracebridge.issue.Document;
import io.tracebridge.issue.Document.Bold;
import io.tracebridge.issue.Document.BulletList;
import io.tracebridge.issue.Document.CodeBlock;
import io.tracebridge.issue.Document.Heading;
import io.tracebridge.issue.Document.Link;
import io.tracebridge.issue.Document.Paragraph;
import io.tracebridge.issue.Document.Table;
import io.tracebridge.issue.Document.Text;
import io.tracebridge.issue.Samples;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

class AdfRendererTest {

    private static final int WIDE = 1_000_000;

    private static final ObjectMapper JSON = new ObjectMapper();

    private static final Schema SCHEMA = schema();

    private final AdfRenderer renderer = new AdfRenderer();

    @Test
    void rendersParagraphsWithMarks() throws JsonProcessingException {
        assertThat(json(block(0))).isEqualTo(JSON.readTree("""
                {"type": "paragraph", "content": [
                  {"type": "text", "text": "NullPointerException", "marks": [{"type": "code"}]},
                  {"type": "text", "text": " was seen "},
                  {"type": "text", "text": "12 times", "marks": [{"type": "strong"}]},
                  {"type": "text", "text": " in the "},
                  {"type": "text", "text": "shop", "marks": [
                    {"type": "link", "attrs": {"href": "https://shop.example/a?b=1&c=%282%29"}}]},
                  {"type": "hardBreak"},
                  {"type": "text", "text": "since Monday."}]}
                """));
    }

    @Test
    void rendersHeadings() throws JsonProcessingException {
        assertThat(json(block(1))).isEqualTo(JSON.readTree("""
                {"type": "heading", "attrs": {"level": 2}, "content": [{"type": "text", "text": "Callstack"}]}
                """));
    }

    @Test
    void rendersCodeWithAndWithoutLanguage() throws JsonProcessingException {
        assertThat(json(block(2))).isEqualTo(JSON.readTree("""
                {"type": "codeBlock", "attrs": {"language": "java"},
                 "content": [{"type": "text", "text": "Cart.total\\n  Checkout.pay"}]}
                """));
        assertThat(json(block(3))).isEqualTo(JSON.readTree("""
                {"type": "codeBlock", "content": [{"type": "text", "text": "plain"}]}
                """));
    }

    @Test
    void rendersLists() throws JsonProcessingException {
        assertThat(json(block(4))).isEqualTo(JSON.readTree("""
                {"type": "bulletList", "content": [
                  {"type": "listItem", "content": [
                    {"type": "paragraph", "content": [{"type": "text", "text": "one"}]}]},
                  {"type": "listItem", "content": [
                    {"type": "paragraph", "content": [{"type": "text", "text": "two", "marks": [{"type": "code"}]}]}]}]}
                """));
    }

    @Test
    void rendersTablesWithEmptyCellsAsEmptyParagraphs() {
        JsonNode rows = json(block(5)).get("content");
        assertThat(rows).hasSize(5);
        assertThat(rows).allMatch((row) -> "tableRow".equals(row.get("type").asText()));
        assertThat(rows.at("/0/content/0/type").asText()).isEqualTo("tableHeader");
        assertThat(rows.at("/1/content/0/type").asText()).isEqualTo("tableCell");
        assertThat(rows.get(3).findValuesAsText("text")).containsExactly("path", "a|b");
        assertThat(rows.get(4).at("/content/1/content/0/content")).isEmpty();
    }

    @Test
    void nodesThatJiraRefusesEmptyAreLeftOut() {
        Document document = Documents.of(new Heading(1, " "), new Paragraph(new Text(""), new Bold("\u0000")),
                new Paragraph(new Link("", "https://x.example")), new CodeBlock("java", " \n"),
                new BulletList(List.of(new Paragraph(new Text("")))), new Table(List.of(), List.of()));
        assertThat((List<?>) this.renderer.render(document, WIDE).get("content")).hasSize(1);
    }

    @Test
    void linksElsewhereThanToTheWebAreJustText() {
        Document document = new Document(List.of(new Paragraph(new Link("here", "javascript:alert(1)"))));
        assertThat(json(this.renderer.render(document, WIDE)).toString()).contains("here")
            .doesNotContain("marks", "javascript");
    }

    @Test
    void theOrdinaryDocumentIsValid() {
        assertThat(violations(json(this.renderer.render(Documents.ORDINARY, WIDE)))).isEmpty();
    }

    @Test
    void theSchemaKnowsAnInvalidDocument() {
        JsonNode emptyText = JSON.valueToTree(Map.of("version", 1, "type", "doc", "content",
                List.of(Map.of("type", "paragraph", "content", List.of(Map.of("type", "text", "text", ""))))));
        assertThat(violations(emptyText)).isNotEmpty();
    }

    @ParameterizedTest
    @MethodSource("io.tracebridge.issue.HostileTexts#all")
    void hostileTextIsTextInAValidDocument(String text) {
        JsonNode document = json(this.renderer.render(Documents.withEverywhere(text), WIDE));
        assertThat(violations(document)).isEmpty();
        assertThat(document.findValuesAsText("type")).isSubsetOf("doc", "paragraph", "text", "heading", "codeBlock",
                "bulletList", "listItem", "table", "tableRow", "tableHeader", "tableCell", "hardBreak", "code",
                "strong", "link");
        assertThat(document.findValuesAsText("href")).isSubsetOf("https://shop.example", "https://evil.example",
                Samples.URL);
        assertThat(document.findValuesAsText("text"))
            .noneMatch((shown) -> shown.matches("(?s).*[\u0000\u202e\u2066].*"));
    }

    private static List<?> violations(JsonNode document) {
        return SCHEMA.validate(document.toString(), InputFormat.JSON);
    }

    private static JsonNode json(Object value) {
        return JSON.valueToTree(value);
    }

    private Object block(int index) {
        return ((List<?>) this.renderer.render(Documents.ORDINARY, WIDE).get("content")).get(index);
    }

    private static Schema schema() {
        try (InputStream schema = AdfRendererTest.class.getResourceAsStream("/adf/adf-v1.schema.json")) {
            return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_4).getSchema(schema);
        }
        catch (IOException ex) {
            throw new UncheckedIOException(ex);
        }
    }

}
